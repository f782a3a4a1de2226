package io.kinora.engine;

import io.kinora.clip.Clip;
import io.kinora.clip.Progress;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;

/// Generates clips from prompts. Engines are found by [java.util.ServiceLoader]; constructing one
/// is cheap, because its model is loaded when first needed. Each passes the contract tests in
/// `verify`: the same seed gives the same frames, the clip has the size, rate and length requested,
/// work stops within one step of a cancellation, and no native memory leaks.
public interface Engine extends AutoCloseable {
  /// The option that names the folder of the weights, for engines whose weights are not included.
  String WEIGHTS = "weights";

  /// The option that names the file of the clip's first frame, for engines that accept one.
  String FIRST_PICTURE = "image-first";

  /// The option of a shot that extends a shorter one, for engines that [prolong][#prolongs]: the
  /// length of the shorter shot in seconds. No flag sets it; `kinora extend` does.
  String STAGED = "staged";

  /// The option that gives subjects of the prompt their own seeds, by their index from 0: `0=17
  /// 1=42`. A subject with a seed looks the same in every shot. No flag sets it; the film of a
  /// script does.
  String INDIVIDUALS = "individuals";

  /// The engine's name and the settings that it accepts; loads nothing.
  EngineCard card();

  /// What this engine can draw; other things that a prompt names are replaced by the nearest of
  /// these.
  Vocabulary vocabulary();

  /// What this engine can draw with these settings: given pictures may add subjects.
  default Vocabulary vocabulary(EngineOptions options) {
    return vocabulary();
  }

  /// Generates the shot. Frames may be computed as the clip is read; `progress` receives the
  /// progress of the work before the first frame.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  Clip generate(Shot shot, Progress progress);

  /// SHA-256, in hexadecimal, of the weights that draw a shot with these options.
  ///
  /// @throws io.kinora.error.WeightsRefused if they are not where the options say
  String weightsHash(EngineOptions options);

  /// Rejects settings that this engine does not accept, before any work is done.
  ///
  /// @throws io.kinora.error.BadRequest if there are any
  default void check(EngineOptions options) {
    EngineOptions flags = prolongs() ? options.without(STAGED) : options;
    card().check(keepsIndividuals() ? flags.without(INDIVIDUALS) : flags);
  }

  /// The length in seconds that a shot is planned for: its own, or that of the shorter shot that it
  /// extends.
  static double staged(Shot shot) {
    return shot.options().get(STAGED).map(Double::parseDouble).orElse(shot.seconds());
  }

  /// Whether a shot whose option [#STAGED] names the length of a shorter one begins with exactly
  /// the frames of that shorter shot of the same seed.
  default boolean prolongs() {
    return false;
  }

  /// Whether the engine accepts the option [#FIRST_PICTURE] together with these options.
  default boolean takesFirstPicture(EngineOptions options) {
    return false;
  }

  /// Whether the engine uses the option [#INDIVIDUALS].
  default boolean keepsIndividuals() {
    return false;
  }

  /// The share of the whole work, from 0 to 1, that is done before the first frame can be read.
  default double workBeforeFrames() {
    return 0.2;
  }

  /// Frees the engine's native memory; the clips that it returned must have been closed before.
  @Override
  void close();
}
