/// From layers to frames: painted layers, their textures, camera and perspective, the sky.
@NullMarked
package io.kinora.house.compose;

import org.jspecify.annotations.NullMarked;
