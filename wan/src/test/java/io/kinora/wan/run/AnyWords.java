package io.kinora.wan.run;

import io.kinora.shot.Shot;
import io.kinora.torch.Seeds;
import io.kinora.wan.prompt.WanTokens;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/// Stands around a run of random weights: there is no tokenizer of random words, so any numbers do.
///
/// @param stride from one word's number to the next one's
public record AnyWords(int stride) implements WanRun.Surroundings {
  @Override
  public WanRun.Request request(Shot shot, WanFolder folder) {
    throw new AssertionError("these tests make requests themselves");
  }

  @Override
  public WanTokens tokens(WanFolder folder) {
    return new WanTokens() {
      @Override
      public Encoded encode(String text, int length) {
        long[] ids = new long[length], mask = new long[length];
        Arrays.setAll(ids, i -> (long) stride * (i + text.length()));
        Arrays.fill(mask, 0, length / 2, 1);
        return new Encoded(ids, mask);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Tensor noise(long seed, long... shape) {
    return Seeds.normal(Seeds.random(seed, "noise"), shape);
  }
}
