package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line counts nothing, unless a key is named that pays.
class CreditsTest {
  private static final Pattern ID = Pattern.compile("id (\\w+), account");

  private final Path folder;

  CreditsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Command run(int code, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve("home").toString()));
    Command command = Command.run(all.toArray(String[]::new));
    assertThat(command.code()).as(command.err()).isEqualTo(code);
    return command;
  }

  private String balance(String key) {
    return run(0, "credits", "balance", key).out().strip();
  }

  @Test
  void a_film_and_its_extension_are_paid_for_if_they_are_made() {
    var made = ID.matcher(run(0, "keys", "create", "laptop").out());
    assertThat(made.find()).isTrue();
    String key = made.group(1);
    assertThat(run(0, "credits", "grant", key, "10").out().strip()).isEqualTo("10");
    String film = folder.resolve("bird.mp4").toString();
    String[] words = {"generate", "a red bird", "-o", film, "--size", "64x64", "--fps", "4"};

    Command drawn = run(0, with(words, "--duration", "0.5", "--credits", key));
    assertThat(drawn.err()).contains("credits: 3, 7 left"); // 5 a second, rounded up
    assertThat(balance(key)).isEqualTo("7");

    Command there = run(2, with(words, "--duration", "0.5", "--credits", key));
    assertThat(there.err()).contains("already");
    assertThat(balance(key)).as("nothing was made").isEqualTo("7");

    Path longer = folder.resolve("longer.mp4");
    String[] more = {"extend", film, "-o", longer.toString(), "--credits", key};
    Command dear = run(2, with(more, "--by", "2"));
    assertThat(dear.err()).contains("costs 10 credits", "has 7", "#server-credits");
    assertThat(longer).doesNotExist();
    assertThat(run(0, with(more, "--by", "0.5")).err()).contains("credits: 3, 4 left");
    assertThat(longer).exists();

    String another = folder.resolve("another.mp4").toString();
    Command nobody =
        run(2, "generate", "a bird", "-o", another, "--size", "64x64", "--credits", "knobody");
    assertThat(nobody.err()).contains("knobody");
    assertThat(Path.of(another)).doesNotExist();
    assertThat(run(0, "credits", "check").out()).contains("the books balance");
    assertThat(Files.exists(folder.resolve("home/kinora.db"))).isTrue();
  }

  private static String[] with(String[] words, String... more) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
