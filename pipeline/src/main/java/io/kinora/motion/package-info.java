/// Stage 3 of 6: motion. Takes a clip, gives its motion vectors ([MotionReader]) and a picture of
/// them ([FlowClip]). Next: render.
///
/// Dense vectors come from OpenCV; OpenCV's structures do not leave this package.
@NullMarked
package io.kinora.motion;

import org.jspecify.annotations.NullMarked;
