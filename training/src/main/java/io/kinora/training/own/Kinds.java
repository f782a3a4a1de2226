package io.kinora.training.own;

import java.util.List;
import java.util.Map;

/// Words for categories of things, such as "animal".
final class Kinds {
  private static final List<String> ANY = List.of("thing", "object");
  private static final List<String> ANY_CHINESE = List.of("东西", "物体");

  private static final Map<String, List<String>> ENGLISH =
      Map.ofEntries(
          Map.entry("animal", List.of("animal", "creature", "pet", "beast")),
          Map.entry("building", List.of("building", "structure")),
          Map.entry("clothing", List.of("garment", "clothes")),
          Map.entry("computer", List.of("device", "gadget", "machine")),
          Map.entry("drink", List.of("drink", "beverage")),
          Map.entry("fantasy", List.of("creature", "monster")),
          Map.entry("food", List.of("food", "snack", "meal")),
          Map.entry("furniture", List.of("furniture")),
          Map.entry("household", List.of("tool", "item")),
          Map.entry("music", List.of("instrument")),
          Map.entry("person", List.of("person", "figure", "human")),
          Map.entry("plant", List.of("plant")),
          Map.entry("sport", List.of("toy", "gear")),
          Map.entry("stationery", List.of("item")),
          Map.entry("tool", List.of("tool", "device")),
          Map.entry("toy", List.of("toy")),
          Map.entry("vehicle", List.of("vehicle", "machine")));

  private static final Map<String, List<String>> CHINESE =
      Map.ofEntries(
          Map.entry("animal", List.of("动物", "宠物", "生物")),
          Map.entry("building", List.of("建筑")),
          Map.entry("clothing", List.of("衣物")),
          Map.entry("computer", List.of("设备", "机器")),
          Map.entry("drink", List.of("饮料")),
          Map.entry("fantasy", List.of("怪物", "生物")),
          Map.entry("food", List.of("食物", "食品")),
          Map.entry("furniture", List.of("家具")),
          Map.entry("household", List.of("用具")),
          Map.entry("music", List.of("乐器")),
          Map.entry("person", List.of("人", "人物")),
          Map.entry("plant", List.of("植物")),
          Map.entry("sport", List.of("玩具")),
          Map.entry("stationery", List.of("文具")),
          Map.entry("tool", List.of("工具")),
          Map.entry("toy", List.of("玩具")),
          Map.entry("vehicle", List.of("交通工具", "车辆")));

  private Kinds() {}

  /// Words for a category of nouns.
  static List<String> of(String category, boolean english) {
    return english
        ? ENGLISH.getOrDefault(category, ANY)
        : CHINESE.getOrDefault(category, ANY_CHINESE);
  }
}
