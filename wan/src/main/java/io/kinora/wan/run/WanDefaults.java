package io.kinora.wan.run;

/// The default settings of a model, as its authors use them (`wan/configs` and `generate.py` of
/// their code). The model is recognised by the shapes in its configuration.
///
/// @param steps of the solver
/// @param guidance scale of the only transformer, or of the high-noise expert
/// @param lowGuidance scale of the low-noise expert
/// @param shift of the timesteps
/// @param negative the negative prompt
record WanDefaults(int steps, double guidance, double lowGuidance, double shift, String negative) {
  /// The negative prompt of all models.
  private static final String NEGATIVE =
      "色调艳丽，过曝，静态，细节模糊不清，字幕，风格，作品，画作，画面，静止，整体发灰，最差质量，低质量，JPEG压缩残留，丑陋的，残缺的，"
          + "多余的手指，画得不好的手部，画得不好的脸部，畸形的，毁容的，形态畸形的肢体，手指融合，静止不动的画面，杂乱的背景，三条腿，"
          + "背景人很多，倒着走";

  /// Prepended for Wan 2.1 I2V: a shaking camera.
  private static final String SHAKING = "镜头晃动，";

  /// Prepended to that of I2V for Wan 2.1 FLF2V: a cut.
  private static final String CUT = "镜头切换，";

  /// Published models by their shapes; another one, such as a pruned one, has the shift of its
  /// file.
  private enum Size {
    SMALL(1536, 30),
    MIDDLE(3072, 30),
    LARGE(5120, 40),
    OTHER(0, 0);
    private final int width, layers;

    Size(int width, int layers) {
      this.width = width;
      this.layers = layers;
    }

    private static Size of(WanFolder folder) {
      for (Size size : values()) {
        if (size.width == folder.transformer().width()
            && size.layers == folder.transformer().layers()) {
          return size;
        }
      }
      return OTHER;
    }
  }

  static WanDefaults of(WanFolder folder) {
    Size size = Size.of(folder);
    double file = folder.scheduler().shift();
    // Euler steps are configured for distilled models, whose files set their shift.
    boolean known = size != Size.OTHER && !folder.scheduler().euler();
    if (folder.timestepPerToken()) { // 2.2 TI2V
      return new WanDefaults(50, 5, 5, known ? 5 : file, NEGATIVE);
    }
    if (folder.boundary().isPresent()) { // 2.2 A14B; its folders have the shift 3
      return folder.takesCondition()
          ? new WanDefaults(40, 3.5, 3.5, known ? 5 : file, NEGATIVE)
          : new WanDefaults(40, 4, 3, known ? 12 : file, NEGATIVE);
    }
    if (folder.transformer().imagePositions() > 0) { // 2.1 FLF2V
      return new WanDefaults(50, 5, 5, known ? 16 : file, CUT + SHAKING + NEGATIVE);
    }
    if (folder.imageEncoder()) { // 2.1 I2V: only the shift in the file tells 480P from 720P
      return new WanDefaults(40, 5, 5, file, SHAKING + NEGATIVE);
    }
    return size == Size.SMALL // 2.1 T2V
        ? new WanDefaults(50, 6, 6, known ? 8 : file, NEGATIVE)
        : new WanDefaults(50, 5, 5, known ? 5 : file, NEGATIVE);
  }
}
