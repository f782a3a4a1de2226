/// Stage 3 of 6: motion. Takes a clip, gives its motion vectors ([MotionReader]), a picture of them
/// ([FlowClip]), or the same clip at another frame rate ([Inbetweener]). Next: render.
///
/// Dense vectors come from OpenCV; OpenCV's structures do not leave this package.
@NullMarked
package io.kinora.motion;

import org.jspecify.annotations.NullMarked;
