package io.kinora.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
  private final List<String> heard = new ArrayList<>();
  private final Patience patience = new Patience(Duration.ofSeconds(20), heard::add);

  private int tries;

  private String failing(@Nullable String state, int times) {
    if (tries++ < times) {
      throw new IllegalStateException("no answer.", new SQLException("why", state));
    }
    return "there";
  }

  @ParameterizedTest
  @NullSource // as pools say that a connection is closed
  @ValueSource(strings = {"08001", "08006", "57P01", "57P02", "57P03", "53300"})
  void a_database_that_is_away_is_waited_for(@Nullable String state) {
    assertThat(patience.await(() -> failing(state, 2))).isEqualTo("there");
    assertThat(tries).isEqualTo(3);
    assertThat(heard).containsExactly("no answer", "no answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"28P01", "3D000", "42501"})
  void what_is_wrong_for_good_is_told_at_once(String state) {
    assertThatThrownBy(() -> patience.await(() -> failing(state, 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tries).isEqualTo(1);
  }

  @Test
  void it_comes_to_an_end() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var little = new Patience(Duration.ofSeconds(4), heard::add);
    String address = "postgresql://kinora:x@127.0.0.1:" + port + "/none";
    assertThatThrownBy(() -> Database.open(address, little))
        .isInstanceOfSatisfying(
            BadRequest.class,
            e -> {
              assertThat(e.helpId()).isEqualTo("server-database");
              assertThat(e.problem()).contains("refused");
            });
    assertThat(heard).isNotEmpty();
  }
}
