/// Stage 3 of 6: motion. Measures the motion vectors of a clip ([MotionReader]) or visualises them
/// ([FlowClip]). Dense vectors come from OpenCV; its structures do not leave this package.
///
/// Next: render.
@NullMarked
package io.kinora.motion.flow;

import org.jspecify.annotations.NullMarked;
