package io.kinora.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kinora.house.net.Painter;
import io.kinora.house.net.Phrases;
import io.kinora.torch.Tensors;
import io.kinora.training.data.LayerSource.Latent;
import io.kinora.training.data.LayerSource.Sample;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.world.DioramaLayers;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;

final class LayerBatchTest {
  private static final DioramaLayers SPRITES = DioramaLayers.sprites();

  private static List<Sample> draw(long seed, long step) {
    return LayerBatch.draw(SPRITES, 6, Split.SEEN, seed, step);
  }

  private static List<String> describe(List<Sample> samples) {
    return samples.stream().map(s -> s.noun() + " " + s.modifier() + " " + s.phase()).toList();
  }

  @Test
  void a_step_always_draws_the_same_samples() {
    List<Sample> first = draw(1, 7);
    List<Sample> again = draw(1, 7);
    assertThat(describe(again)).isEqualTo(describe(first));
    for (int i = 0; i < first.size(); i++) {
      assertThat(again.get(i).u().values()).containsExactly(first.get(i).u().values());
    }
    assertThat(LayerBatch.pictures(pictures(first)).equal(LayerBatch.pictures(pictures(again))))
        .isTrue();
  }

  @Test
  void another_step_or_seed_draws_others() {
    assertThat(describe(draw(1, 8))).isNotEqualTo(describe(draw(1, 7)));
    assertThat(describe(draw(2, 7))).isNotEqualTo(describe(draw(1, 7)));
  }

  private static List<BufferedImage> pictures(List<Sample> samples) {
    return samples.stream().map(Sample::picture).toList();
  }

  @Test
  void words_latents_and_phases_become_rows() {
    var bird = new float[Phrases.DIMENSION];
    var red = new float[Phrases.DIMENSION];
    bird[0] = 1;
    red[1] = 1;
    Phrases phrases = Phrases.standardised(List.of("bird", "red"), List.of(bird, red));
    var latent = new Latent(.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f);
    var picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB_PRE);
    var batch =
        LayerBatch.of(
            List.of(
                new Sample("bird", "red", latent, .25, picture),
                new Sample("bird", "", latent, .5, picture)),
            phrases);
    assertThat(batch.text().shape()).containsExactly(2, Painter.TEXT);
    float[] text = Tensors.floats(batch.text());
    assertThat(text[0]).isEqualTo(1);
    assertThat(text[Phrases.DIMENSION + 1]).isEqualTo(1);
    assertThat(text[Painter.TEXT + Phrases.DIMENSION + 1]).as("no modifier").isZero();
    assertThat(Tensors.floats(batch.u())).startsWith(latent.values()).endsWith(latent.values());
    assertThat(Tensors.floats(batch.phase())).containsExactly(.25f, .5f);
  }

  @Test
  void pixels_become_channels() {
    var picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB_PRE);
    picture.getRaster().setPixel(0, 0, new int[] {51, 102, 153, 204});
    picture.getRaster().setPixel(1, 0, new int[] {0, 0, 0, 255});
    var tensor = LayerBatch.pictures(List.of(picture));
    assertThat(tensor.shape()).containsExactly(1, 4, 1, 2);
    assertThat(Tensors.floats(tensor))
        .containsExactly(new float[] {.2f, 0, .4f, 0, .6f, 0, .8f, 1}, offset(1e-6f));
    assertThat(tensor.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
  }

  @Test
  void a_latent_is_not_shared() {
    float[] values = {1, 2};
    var latent = new Latent(values);
    values[0] = 9;
    latent.values()[1] = 9;
    assertThat(latent.values()).containsExactly(1, 2);
  }
}
