package io.kinora.engine;

import io.kinora.clip.Clip;
import io.kinora.clip.Progress;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;

/// Makes clips from words. Engines are found by [java.util.ServiceLoader]; making one is cheap, its
/// model is loaded when it is first needed. Each passes the contract tests in `verify`: the same
/// seed gives the same frames, the asked size, rate and length are honoured, work stops within one
/// step of being told to, and no native memory stays behind.
public interface Engine extends AutoCloseable {
  /// The option that names the folder of the weights, for engines that bring none.
  String WEIGHTS = "weights";

  /// The option that names the file of the clip's first picture, for engines that take one.
  String FIRST_PICTURE = "image-first";

  /// The option of a shot that goes on with a shorter one, for engines that [prolong][#prolongs]:
  /// the length of that one in seconds. No flag sets it; `kinora extend` does.
  String STAGED = "staged";

  /// The option that gives subjects of the prompt seeds of their own, by their numbers from 0:
  /// `0=17 1=42`. A subject with a seed looks the same in every shot. No flag sets it; the film of
  /// a script does.
  String INDIVIDUALS = "individuals";

  /// Its name, and the settings that it takes; loads nothing.
  EngineCard card();

  /// What this engine can draw; a prompt that names other things gets the nearest of these.
  Vocabulary vocabulary();

  /// What this engine can draw with some settings: pictures may bring things of their own.
  default Vocabulary vocabulary(EngineOptions options) {
    return vocabulary();
  }

  /// Makes the shot. Frames may be computed as the clip is read; `progress` hears of the work that
  /// comes before the first frame.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  Clip generate(Shot shot, Progress progress);

  /// SHA-256, in hexadecimal, of the weights that draw a shot with these options.
  ///
  /// @throws io.kinora.error.WeightsRefused if they are not where the options say
  String weightsHash(EngineOptions options);

  /// Refuses settings that this engine does not take, before any work is done.
  ///
  /// @throws io.kinora.error.BadRequest if there are any
  default void check(EngineOptions options) {
    EngineOptions flags = prolongs() ? options.without(STAGED) : options;
    card().check(keepsIndividuals() ? flags.without(INDIVIDUALS) : flags);
  }

  /// The length in seconds that a shot is laid out for: its own, or that of the one that it goes on
  /// with.
  static double staged(Shot shot) {
    return shot.options().get(STAGED).map(Double::parseDouble).orElse(shot.seconds());
  }

  /// Whether a longer shot of the same seed whose option [#STAGED] names the length of a shorter
  /// one begins with the very frames of that one.
  default boolean prolongs() {
    return false;
  }

  /// Whether it takes the option [#FIRST_PICTURE] with these options.
  default boolean takesFirstPicture(EngineOptions options) {
    return false;
  }

  /// Whether it heeds the option [#INDIVIDUALS].
  default boolean keepsIndividuals() {
    return false;
  }

  /// The part of all the work, from 0 to 1, that is done before the first frame can be read.
  default double workBeforeFrames() {
    return 0.2;
  }

  /// Frees the engine's native memory; clips that it gave must have been closed before.
  @Override
  void close();
}
