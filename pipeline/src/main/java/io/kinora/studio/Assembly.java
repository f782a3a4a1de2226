package io.kinora.studio;

import io.kinora.export.Exporter;
import io.kinora.export.MediaInfo;
import io.kinora.export.VideoReader;
import io.kinora.scene.Clip;
import io.kinora.scene.Progress;
import io.kinora.studio.Film.Output;
import java.util.ArrayList;

/// Makes a [Montage].
final class Assembly {
  private Assembly() {}

  static RenderRecord make(Montage montage, Progress progress) {
    Output output = montage.output();
    Exporter.check(output.file(), output.overwrite());
    var sources = new ArrayList<RenderRecord.Source>();
    for (var input : montage.inputs()) {
      sources.add(RenderRecord.Source.of(input, MediaInfo.read(input).record()));
    }
    var record = new RenderRecord(KinoraVersion.current(), sources, montage.look().texts());
    try (Clip read = new VideoReader(montage.inputs().getFirst());
        Clip looked = montage.look().apply(read)) {
      Exporter.write(looked, output.file(), output.overwrite(), record.json(), progress);
    }
    return record;
  }
}
