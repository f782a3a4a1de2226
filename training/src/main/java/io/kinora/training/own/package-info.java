/// Training and evaluation of the nets for users' own pictures: the net that segments the thing in
/// a picture, and the layer that fuses it with the words.
@NullMarked
package io.kinora.training.own;

import org.jspecify.annotations.NullMarked;
