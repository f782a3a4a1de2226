package io.kinora.wan.run;

import io.kinora.torch.Device;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.wan.model.WanTransformer;
import io.kinora.wan.run.WanSettings.Expert;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// The transformers of a folder, loaded when needed, one at a time.
final class WanExperts implements WanDenoiser.Experts, AutoCloseable {
  private final WanFolder folder;
  private final WanSettings settings;
  private final boolean streamed;
  private final Consumer<String> note;
  private @Nullable Loaded<WanTransformer> loaded;
  private boolean lowLoaded;

  /// @param note receives how many parameters each fine-tuning changed
  WanExperts(WanFolder folder, WanSettings settings, boolean streamed, Consumer<String> note) {
    this.folder = folder;
    this.settings = settings;
    this.streamed = streamed;
    this.note = note;
  }

  @Override
  public boolean low(float timestep) {
    return timestep < folder.boundary().orElse(0) * 1000;
  }

  @Override
  public WanTransformer at(float timestep) {
    boolean low = low(timestep);
    if (loaded == null || lowLoaded != low) {
      close();
      lowLoaded = low;
      loaded = load(low);
    }
    return loaded.net();
  }

  private Loaded<WanTransformer> load(boolean low) {
    var fresh = Loaded.transformer(folder.part(low ? "transformer_2" : "transformer"), placement());
    try {
      Expert expert = low ? Expert.LOW : Expert.HIGH;
      for (WanSettings.LoraFile lora : settings.loras()) {
        if (lora.expert() == Expert.ALL || lora.expert() == expert || folder.boundary().isEmpty()) {
          int count = Lora.merge(fresh.net(), lora);
          note.accept(
              "fine-tuning %s: all of its %d weights found their layers"
                  .formatted(lora.file(), count));
        }
      }
    } catch (RuntimeException e) {
      fresh.close();
      throw e;
    }
    if (streamed) {
      fresh.net().afterBlock(fresh.weights()::unload);
    }
    return fresh;
  }

  private Placement placement() {
    if (settings.device() == Device.CUDA) {
      return new Placement(Device.CUDA, ScalarType.BFloat16, WanTransformer::keptInFloat);
    }
    return streamed ? Placement.MAPPED : Placement.FLOAT;
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
      loaded = null;
    }
  }
}
