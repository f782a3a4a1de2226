/// Stage 3 of 6: motion. Takes a clip, gives its motion vectors ([MotionReader]) or a picture of
/// them ([FlowClip]). Dense vectors come from OpenCV; its structures do not leave this package.
///
/// Next: render.
@NullMarked
package io.kinora.motion.flow;

import org.jspecify.annotations.NullMarked;
