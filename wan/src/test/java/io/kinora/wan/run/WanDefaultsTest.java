package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the authors run each published model with, told by its configuration. Folders that were not
/// to be had are made of those that were, by the keys in which they differ.
class WanDefaultsTest {
  private static final String SHARED = "色调艳丽，过曝，静态";

  private final Path folder;

  WanDefaultsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// @param edits of files, as `file: from => to`, with `;` between them
  private WanDefaults defaults(String model, String edits) throws IOException {
    Goldens.copy("../configs/" + model + "-Diffusers", folder);
    for (String edit : edits.split(";")) {
      if (!edit.isBlank()) {
        String[] parts = edit.strip().split(": ", 2), change = parts[1].split(" => ");
        Goldens.edit(folder.resolve(parts[0]), change[0], change[1]);
      }
    }
    return WanFolder.open(folder).defaults();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // name | folder | edits | steps | guidance | of low noise | shift | before the shared text
        "2.1 T2V 1.3B|Wan2.1-T2V-1.3B||50|6|6|8|",
        "2.1 T2V 14B|Wan2.1-T2V-1.3B|transformer/config.json: heads\": 12 => heads\": 40;"
            + " transformer/config.json: layers\": 30 => layers\": 40|50|5|5|5|",
        "2.1 I2V 480P|Wan2.1-I2V-14B-480P||40|5|5|3|镜头晃动，",
        "2.1 I2V 720P|Wan2.1-I2V-14B-480P|scheduler/scheduler_config.json: shift\": 3.0 =>"
            + " shift\": 5.0|40|5|5|5|镜头晃动，",
        "2.1 FLF2V|Wan2.1-I2V-14B-480P|transformer/config.json: \"image_dim\" =>"
            + " \"pos_embed_seq_len\": 514, \"image_dim\"|50|5|5|16|镜头切换，镜头晃动，",
        "2.2 I2V-A14B|Wan2.2-I2V-A14B||40|3.5|3.5|5|",
        "2.2 T2V-A14B|Wan2.2-I2V-A14B|transformer/config.json: channels\": 36 => channels\": 16;"
            + " model_index.json: 0.9 => 0.875;"
            + " model_index.json: WanImageToVideoPipeline => WanPipeline|40|4|3|12|",
        "2.2 TI2V-5B|Wan2.2-TI2V-5B||50|5|5|5|",
        "a model of another size|Wan2.1-T2V-1.3B|transformer/config.json: layers\": 30 =>"
            + " layers\": 8|50|5|5|3|"
      })
  void are_the_authors_own(
      String name,
      String model,
      String edits,
      int steps,
      double guidance,
      double low,
      double shift,
      String before)
      throws IOException {
    WanDefaults found = defaults(model, edits == null ? "" : edits);

    assertThat(found.steps()).as("steps").isEqualTo(steps);
    assertThat(found.guidance()).as("guidance").isEqualTo(guidance);
    assertThat(found.lowGuidance()).as("guidance of low noise").isEqualTo(low);
    assertThat(found.shift()).as("shift").isEqualTo(shift);
    assertThat(found.negative()).startsWith((before == null ? "" : before) + SHARED);
    assertThat(found.negative()).endsWith("背景人很多，倒着走");
  }

  @Test
  void a_distilled_model_keeps_the_shift_of_its_file() throws IOException {
    String file = "scheduler/scheduler_config.json: ";
    assertThat(
            defaults(
                    "Wan2.1-T2V-1.3B",
                    file
                        + "UniPCMultistepScheduler => FlowMatchEulerDiscreteScheduler;"
                        + file
                        + "flow_shift\": 3.0 => shift\": 6.5")
                .shift())
        .isEqualTo(6.5);
  }
}
