package io.kinora.style;

import static io.kinora.style.Filters.blur;
import static io.kinora.style.Filters.colour;
import static io.kinora.style.Filters.lines;
import static io.kinora.style.Filters.luma;
import static io.kinora.style.Filters.moved;
import static io.kinora.style.Filters.saturated;
import static io.kinora.style.Filters.slope;
import static io.kinora.style.Filters.smooth;
import static io.kinora.style.Filters.towards;
import static io.kinora.style.Filters.twice;
import static io.kinora.torch.Ops.clamp;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.times;

import io.kinora.torch.Ops;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A first painting by fixed filters on an [Abstraction] of the frame and the [StyleTextures]:
/// those steps of the training algorithm that need no expensive filters at full size. The net adds
/// its output to it.
final class ProceduralPainting {
  /// The mean luminance of a frame that is painted in ink without brightening.
  private static final double EXPOSED = .6;

  private final Tensor frame, study, large, paper;

  /// @param frame `[B, 3, H, W]`
  /// @param study `[B, 3, H / 2, W / 2]`
  /// @param paper `[B, TEXTURES, H, W]`
  private ProceduralPainting(Tensor frame, Tensor study, Tensor paper) {
    this.frame = frame;
    this.study = study;
    this.paper = paper;
    large = twice(study);
  }

  /// → `[B, 3, H, W]`
  static Tensor of(Tensor frame, Tensor study, Tensor paper, NamedStyle style) {
    var draft = new ProceduralPainting(frame, study.contiguous(), paper);
    Tensor painted =
        switch (style) {
          case OIL -> draft.oil();
          case WATERCOLOUR -> draft.watercolour();
          case INK -> draft.ink();
          case PENCIL -> draft.pencil();
          case PASTEL -> draft.pastel();
          case WOODBLOCK -> draft.woodblock();
          case MOSAIC -> draft.mosaic();
          case PIXEL -> draft.pixels();
          case COMIC -> draft.comic();
          case NEON -> draft.neon();
        };
    return clamp(painted, 0, 1);
  }

  private Tensor texture(int index) {
    return paper.narrow(1, index, 1);
  }

  private Tensor[] structure(double deviation) {
    Tensor grey = blur(luma(study), .7);
    Tensor x = slope(grey, 3), y = slope(grey, 2);
    return new Tensor[] {
      blur(x.square().sub(y.square()), deviation), blur(times(x.mul(y), 2), deviation)
    };
  }

  private Tensor oil() {
    Tensor[] wide = structure(3.5);
    Tensor along = plus(wide[0].neg(), 1.6e-5), beside = plus(wide[1].neg(), -8e-5);
    Tensor length = plus(along.square().add(beside.square()).sqrt(), 1e-9);
    Tensor near = Ops.cat(1, along, beside.neg(), along.neg(), beside).div(length);
    Tensor weights = torch.relu(near);
    weights = weights.square().mul(weights);
    weights = weights.div(weights.sum(1).unsqueeze(1));
    Tensor strokes = twice(weights).mul(paper).sum(1).unsqueeze(1);
    // strokes end slightly inside or outside the edges of the painted area
    Tensor[] fine = structure(2.5);
    Tensor steep = fine[0].square().add(fine[1].square()).sqrt();
    Tensor angle = times(torch.atan2(fine[1], fine[0]), .5);
    Tensor far = clamp(times(steep, 1 / 1.6e-3), 0, 1);
    Tensor ways = twice(Ops.cat(1, angle.cos().mul(far), angle.sin().mul(far)));
    Tensor reach = times(strokes, 3.2);
    Tensor drawn = towards(large, times(outlines(), .55), .12, .1, .12);
    Tensor body = moved(drawn, ways.narrow(1, 0, 1).mul(reach), ways.narrow(1, 1, 1).mul(reach));
    Tensor relief = blur(strokes, .7);
    Tensor light = times(slope(relief, 3).add(slope(relief, 2)), -.2);
    Tensor lit =
        body.mul(plus(times(strokes, .2), 1))
            .add(times(strokes, .035))
            .add(light.mul(plus(body, .35)));
    return saturated(lit, 1.3);
  }

  private Tensor watercolour() {
    Tensor blot = texture(0), fibre = texture(1), grain = texture(2);
    Tensor wobbly = moved(large, times(blot, 4).add(times(fibre, 1.6)), times(blot, -3));
    Tensor clear = plus(clamp(saturated(wobbly, 1.25), 0, 1).neg(), 1);
    Tensor pale = plus(times(torch.pow(clear, Ops.scalar(1.15)), -.8), 1);
    Tensor grey = luma(wobbly);
    Tensor edge = clamp(times(blur(grey, 1.2).sub(blur(grey, 5)).abs(), 7), 0, 1);
    Tensor density =
        times(edge.square(), 1.1)
            .add(times(blot, .55))
            .add(times(fibre, .28))
            .add(times(grain, .22));
    Tensor washed = pale.mul(plus(plus(pale.neg(), 1).mul(density).neg(), 1));
    Tensor paint = times(washed, .985).add(times(grain, .012));
    return towards(paint, times(outlines(), .6), .2, .15, .17);
  }

  /// Thin lines of the frame itself, so that small details such as eyes stay visible.
  private Tensor outlines() {
    return lines(luma(frame), 1, .006, 22);
  }

  private Tensor ink() {
    Tensor blot = texture(0), fibre = texture(1), grain = texture(2);
    Tensor wet = moved(exposed(luma(large)), times(blot, 5).add(times(fibre, 3)), times(blot, 4));
    Tensor dark = plus(blur(wet, 2.2).neg(), 1);
    Tensor line = lines(blur(wet, .8), 1.9, .006, 16);
    Tensor wash = times(smooth(.22, .98, dark.add(times(blot, .08)).add(times(fibre, .04))), .9);
    Tensor dry = clamp(plus(times(fibre, .9).add(times(blot, .5)), .75), 0, 1);
    Tensor stroke = line.mul(plus(times(dry, .65), .35));
    Tensor brush = clamp(times(blur(outlines(), 1.1), 1.7), 0, 1);
    Tensor drawn = torch.maximum(times(stroke, .95), times(brush, .95));
    Tensor amount = torch.maximum(wash.mul(plus(times(grain, .04), 1)), drawn);
    Tensor rice = colour(.95, .93, .88).expand(large.sizes());
    return towards(rice, amount, .09, .09, .11).add(times(grain, .012)).add(times(fibre, .01));
  }

  /// Brightens a dark frame to daylight by a power, so that ink leaves paper free.
  private static Tensor exposed(Tensor grey) {
    Tensor mean = clamp(grey.mean(new long[] {1, 2, 3}, true, new ScalarTypeOptional()), .05, .95);
    Tensor power = times(mean.log(), 1 / Math.log(EXPOSED)).reciprocal();
    return torch.pow(clamp(grey, 1e-4, 1), clamp(power, .35, 1));
  }

  private Tensor pencil() {
    Tensor hatch = texture(0), cross = texture(1), grain = texture(2), fibre = texture(3);
    Tensor grey = luma(large);
    Tensor dark = plus(blur(grey, 2.5).neg(), 1);
    Tensor first = smooth(-.55, .75, plus(hatch.add(times(dark, 2.1)), -1.15));
    Tensor second = smooth(-.5, .8, plus(cross.add(times(dark, 2.6)), -2.2));
    Tensor lead =
        times(first.mul(smooth(.1, .5, dark)), .52)
            .add(times(second, .38))
            .add(times(smooth(.62, 1, dark), .35))
            .add(times(outlines(), .9));
    Tensor tooth = plus(times(grain, .42).add(times(fibre, .2)), 1);
    Tensor white = colour(.965, .96, .945).expand(large.sizes());
    return towards(white, clamp(plus(lead, .02).mul(tooth), 0, 1), .34, .34, .37);
  }

  private Tensor pastel() {
    Tensor chalk = texture(0), grain = texture(1), fibre = texture(2);
    Tensor smeared = moved(large, times(chalk, 3.5), times(chalk, -3.5));
    Tensor light = clamp(saturated(smeared, 1.05), 0, 1);
    light = plus(times(torch.pow(light, Ops.scalar(.85)), .87), .13);
    light = light.mul(plus(times(chalk, .14), 1)).add(times(chalk, .03));
    Tensor tooth = times(grain, 1.1).add(times(fibre, .35)).add(times(chalk, .75));
    Tensor bare = plus(times(smooth(-1.15, .25, tooth), -.8), .8);
    Tensor chalked = towards(light, bare, .62, .57, .55).add(times(grain, .03));
    return towards(chalked, times(outlines(), .5), .3, .22, .24);
  }

  private static final double[][] INKS = WoodblockInks.rgb();

  private Tensor woodblock() {
    Tensor strong = clamp(saturated(study, 1.5), 0, 1);
    Tensor sum = torch.zeros_like(strong), all = plus(torch.zeros_like(luma(strong)), 1e-12);
    for (double[] ink : INKS) {
      Tensor off = strong.sub(colour(ink));
      Tensor light = luma(off), hue = off.sub(light);
      Tensor far = times(light.square(), .55).add(times(hue.square().sum(1).unsqueeze(1), .9));
      Tensor weight = torch.exp(times(far, -1 / .012));
      sum = sum.add(weight.mul(colour(ink)));
      all = all.add(weight);
    }
    Tensor inked = twice(times(sum.div(all), .86).add(times(strong, .126)));
    Tensor print =
        inked.add(times(texture(0), .022)).add(times(texture(1), .02)).add(times(texture(2), .018));
    Tensor line = clamp(times(lines(blur(luma(large), .5), 1.5, .005, 34), 1.05), 0, 1);
    return towards(print, torch.maximum(line, times(outlines(), .95)), .07, .14, .25);
  }

  private Tensor mosaic() {
    Tensor bevel = times(texture(0).add(texture(1)), .1), shade = texture(3);
    Tensor stone = saturated(Ops.nearest2x(study).contiguous(), 1.3);
    stone = stone.mul(plus(times(shade, .16).add(bevel), 1));
    stone = stone.add(times(shade, .05)).add(times(bevel, .12));
    return towards(stone, smooth(.28, .72, texture(2)), .80, .77, .71);
  }

  /// Quantises to a few levels, with soft steps.
  private static Tensor level(Tensor x, int steps, double soft) {
    Tensor scaled = times(clamp(x, 0, 1), steps);
    Tensor floor = scaled.floor();
    return times(floor.add(smooth(.5 - soft, .5 + soft, scaled.sub(floor))), 1.0 / steps);
  }

  private Tensor pixels() {
    Tensor blocks = level(saturated(study, 1.35), 4, .14);
    Tensor ink = Ops.shrink(lines(blur(luma(frame), 1), 2.4, .02, 12), StyleNet.GRID);
    ink = Ops.nearest2x(Ops.nearest2x(smooth(.12, .4, ink)));
    return Ops.nearest2x(blocks.mul(plus(times(ink, -.75), 1))).contiguous();
  }

  private Tensor comic() {
    Tensor loud = clamp(saturated(large, 1.9), 0, 1);
    Tensor grey = luma(large), tone = blur(grey, 1.5);
    Tensor light = clamp(level(plus(loud, .15), 3, .2), 0, 1), dark = level(loud, 3, .2);
    Tensor size = plus(times(tone, -1.95), 1.209);
    Tensor dot = smooth(-.16, .16, plus(texture(0).add(size), -.55));
    Tensor share = times(dot.mul(smooth(.06, .2, plus(tone.neg(), 1))), .8);
    Tensor printed = light.add(dark.sub(light).mul(share));
    Tensor line = lines(blur(grey, .4), 1.35, .008, 34);
    Tensor black = torch.maximum(line, plus(smooth(.08, .16, tone).neg(), 1));
    return towards(printed, clamp(black, 0, 1), .06, .05, .08);
  }

  private Tensor neon() {
    Tensor soft = blur(study, .5);
    Tensor steep = slope(soft, 3).square().add(slope(soft, 2).square());
    Tensor edge = times(steep.amax(new long[] {1}, true).sqrt(), .5); // per pixel at full size
    Tensor tube = smooth(.02, .075, edge);
    Tensor glow = blur(tube, 1.75), halo = blur(tube, 4.5);
    Tensor calm = blur(study, 1.5);
    Tensor least = calm.amin(new long[] {1}, true);
    Tensor chroma = calm.amax(new long[] {1}, true).sub(least);
    Tensor violet = colour(.75, .2, 1).expand(calm.sizes());
    Tensor pure = calm.sub(least).div(plus(chroma, .02));
    Tensor hue = violet.add(pure.sub(violet).mul(smooth(.03, .15, chroma)));
    Tensor core = tube.square();
    Tensor lit = hue.mul(times(halo, 1.15).add(glow)).add(core.mul(plus(times(hue, .55), .45)));
    Tensor night = times(study, .06).add(colour(.035, .02, .075));
    return twice(clamp(night.add(lit), 0, 1).contiguous());
  }
}
