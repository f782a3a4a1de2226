package io.kinora.text;

import io.kinora.shot.Camera;
import io.kinora.shot.Camera.Axis;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses the camera motion of a prompt: "camera pans left" is pan = −4; slowly halves, fast
/// doubles.
final class CameraHints {
  /// The default value of an axis that is named without a speed.
  static final double USUAL = 4;

  /// Words before a noun that is only the target of the camera.
  private static final Set<String> OBJECT =
      Set.of("a", "an", "the", "follows", "following", "tracks", "跟着", "跟随", "跟", "对着");

  /// Words after "camera" that say where it is: what follows is not shown by itself.
  private static final Set<String> AT =
      Set.of("inside", "within", "mounted", "attached", "strapped", "behind", "beneath");

  /// Words that describe the motion of a subject unless a camera is named.
  private static final Set<String> MOVING = Set.of("移动", "平移", "移", "水平移动", "横向移动");

  /// The directions of camera motion.
  private static final Set<String> SIDES = Set.of("left", "right", "up", "down");

  /// Camera words that are not moves by themselves.
  private static final Set<String> NO_MOVES = Set.of("camera", "clockwise", "anticlockwise");

  private final List<Tag> tags;
  private final int[] clause;
  private final Set<Integer> words = new HashSet<>();
  private @Nullable Camera camera;

  CameraHints(List<Tag> tags) {
    this.tags = tags;
    this.clause = Clauses.of(tags);
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).isCamera() && !ofSubject(i)) {
        words.add(i);
        readMove(i);
      }
    }
  }

  /// The camera of the prompt; null if there is none.
  @Nullable Camera camera() {
    return camera;
  }

  /// The indices of the words that describe the camera, not a subject.
  Set<Integer> words() {
    return words;
  }

  /// Whether a word describes the motion of a subject, and not of the camera: 一只狗向左移动.
  private boolean ofSubject(int at) {
    boolean subject = false;
    for (int i = 0; i < tags.size(); i++) {
      if (clause[i] == clause[at]) {
        if (tags.get(i).isCamera() && tags.get(i).value().equals("camera")) {
          return false;
        }
        subject |= tags.get(i).isSubject() && i < at;
      }
    }
    return subject && MOVING.contains(key(at));
  }

  private void readMove(int at) {
    String key = tags.get(at).word().key();
    switch (tags.get(at).value()) {
      case "static" -> camera = camera == null ? Camera.STATIC : camera;
      case "zoom-in" -> move(Axis.ZOOM, 1, at);
      case "zoom-out" -> move(Axis.ZOOM, -1, at);
      case "zoom" -> move(Axis.ZOOM, retreats(at) ? -1 : 1, at);
      case "roll" -> move(Axis.ROLL, anticlockwise(at) ? -1 : 1, at);
      case "pan", "truck", "crane", "tilt" -> turn(tags.get(at).value(), direction(at, key), at);
      case "camera" -> readVerb(at);
      default -> {} // clockwise and the like belong to another word
    }
  }

  private void turn(String move, @Nullable String direction, int at) {
    boolean vertical = "up".equals(direction) || "down".equals(direction);
    double sign = "left".equals(direction) || "down".equals(direction) ? -1 : 1;
    switch (move) {
      case "pan" -> move(vertical ? Axis.TILT : Axis.PAN, sign, at);
      case "tilt" -> move(direction == null || vertical ? Axis.TILT : Axis.ROLL, sign, at);
      case "crane" -> move(Axis.VERTICAL, sign, at);
      default -> {
        if (direction != null) { // a tracking shot without a side follows the subject
          move(vertical ? Axis.VERTICAL : Axis.HORIZONTAL, sign, at);
        }
      }
    }
  }

  /// "The camera rises": a verb of motion whose subject is the camera.
  private void readVerb(int noun) {
    if (noun + 1 < tags.size() && AT.contains(key(noun + 1))) {
      for (int i = noun + 2; i < tags.size() && clause[i] == clause[noun]; i++) {
        words.add(i);
      }
      return;
    }
    if (clauseHasMove(noun)) {
      return; // it is read separately
    }
    boolean moved = false;
    for (int i = noun + 1; i < tags.size() && clause[i] == clause[noun]; i++) {
      Tag tag = tags.get(i);
      if (tag.isSubject() || tag.isCamera() || tag.is("count") || OBJECT.contains(key(i))) {
        return; // the camera's verb, if it had one, came before
      }
      if (tag.isAction() && !moved) {
        words.add(i);
        moved = true;
        String direction = direction(i, tag.word().key());
        switch (tag.value()) {
          case "climb", "take-off" -> move(Axis.VERTICAL, 1, i);
          case "land", "dive" -> move(Axis.VERTICAL, -1, i);
          case "spin", "roll" -> {
            if (direction == null) {
              move(Axis.ROLL, anticlockwise(i) ? -1 : 1, i);
            } else {
              turn("pan", direction, i);
            }
          }
          case "stand" -> camera = camera == null ? Camera.STATIC : camera;
          default -> turn("truck", direction, i);
        }
      } else if (tag.is("direction") && !moved && !words.contains(i)) {
        moved = true;
        turn("truck", direction(i, tag.word().key()), i);
      }
    }
  }

  private String key(int at) {
    return tags.get(at).word().key();
  }

  private void move(Axis axis, double sign, int at) {
    double factor =
        switch (adverb(at, "speed")) {
          case "slow" -> .5;
          case "fast" -> 2;
          default -> 1;
        };
    camera = (camera == null ? Camera.STATIC : camera).with(axis, sign * factor * USUAL);
  }

  private @Nullable String direction(int at, String key) {
    String said = adverb(at, "direction");
    if (tags.get(at).is("direction")) {
      said = tags.get(at).value();
    }
    if (said.isEmpty()) {
      said = within(key);
    }
    return SIDES.contains(said) ? said : null;
  }

  /// The direction inside a Chinese verb such as 左移, or an English one such as "look up".
  private static String within(String key) {
    if (key.contains("left") || key.contains("左")) {
      return "left";
    }
    if (key.contains("right") || key.contains("右")) {
      return "right";
    }
    if (key.endsWith(" up") || key.matches(".*[上仰抬升].*")) {
      return "up";
    }
    return key.endsWith(" down") || key.matches(".*[下俯降].*") ? "down" : "";
  }

  private boolean anticlockwise(int at) {
    return clauseHas(at, "anticlockwise")
        || tags.get(at).word().key().contains("逆")
        || adverb(at, "direction").equals("left");
  }

  private boolean retreats(int at) {
    for (int i = at + 1; i < Math.min(tags.size(), at + 4); i++) {
      if (Set.of("out", "back", "away", "远").contains(tags.get(i).word().key())) {
        return true;
      }
    }
    return false;
  }

  private boolean clauseHasMove(int at) {
    for (int i = 0; i < tags.size(); i++) {
      boolean move = tags.get(i).isCamera() && !NO_MOVES.contains(tags.get(i).value());
      if (move && clause[i] == clause[at]) {
        return true;
      }
    }
    return false;
  }

  private boolean clauseHas(int at, String value) {
    for (int i = 0; i < tags.size(); i++) {
      if (clause[i] == clause[at] && tags.get(i).isCamera() && tags.get(i).value().equals(value)) {
        return true;
      }
    }
    return false;
  }

  /// The adverb of this kind that is nearer to the camera's verb at `at` than to a subject's verb;
  /// empty if there is none. It is then marked as a camera word.
  private String adverb(int at, String kind) {
    for (int reach = 1; reach <= 4; reach++) {
      for (int i : new int[] {at + reach, at - reach}) {
        if (i >= 0
            && i < tags.size()
            && clause[i] == clause[at]
            && tags.get(i).is(kind)
            && !subjectBetween(at, i)) {
          words.add(i);
          return tags.get(i).value();
        }
      }
    }
    return "";
  }

  private boolean subjectBetween(int a, int b) {
    for (int i = Math.min(a, b) + 1; i < Math.max(a, b); i++) {
      if (tags.get(i).isSubject() || (tags.get(i).isAction() && !words.contains(i))) {
        return true;
      }
    }
    return false;
  }
}
