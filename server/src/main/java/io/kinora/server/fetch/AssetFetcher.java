package io.kinora.server.fetch;

import io.kinora.error.BadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Fetches files that clients name by a URL. It accepts only `https` URLs with a host name of a
/// public machine. The address is checked when the socket connects, so DNS rebinding and unusual
/// spellings of IP addresses have no effect. It follows no redirects, does not retry, and limits
/// the time and the number of bytes.
public final class AssetFetcher implements AutoCloseable {
  private static final int MAX_LENGTH = 2048;

  private final OkHttpClient client;
  private final boolean anyAddress;

  /// @param anyAddress whether private addresses and plain `http` are allowed: for tests, and for
  ///     servers that cannot be reached from outside
  /// @param patience timeout for a whole file
  public AssetFetcher(boolean anyAddress, Duration patience) {
    this.anyAddress = anyAddress;
    client =
        new OkHttpClient.Builder()
            .socketFactory(new Guard(anyAddress))
            .proxy(java.net.Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(10))
            .callTimeout(patience)
            .connectionPool(new ConnectionPool(2, 10, java.util.concurrent.TimeUnit.SECONDS))
            .build();
  }

  /// Creates sockets that connect to public addresses only.
  private static final class Guard extends SocketFactory {
    private final boolean anyAddress;

    Guard(boolean anyAddress) {
      this.anyAddress = anyAddress;
    }

    @Override
    public Socket createSocket() {
      return new Socket() {
        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
          boolean may =
              anyAddress
                  || (to instanceof InetSocketAddress at
                      && at.getAddress() != null
                      && PublicAddresses.isPublic(at.getAddress()));
          if (!may) {
            throw new NotPublic();
          }
          super.connect(to, timeout);
        }
      };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      throw new NotPublic();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      throw new NotPublic();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      throw new NotPublic();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      throw new NotPublic();
    }
  }

  private static final class NotPublic extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /// Rejects a URL that must not be fetched, before any connection.
  ///
  /// @throws BadRequest if it is not the `https` URL of a public host
  public void check(String address) {
    if (address.length() > MAX_LENGTH) {
      throw refused("The address is longer than 2048 characters.");
    }
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      if (!scheme.equals("https") && !(anyAddress && scheme.equals("http"))) {
        throw refused("The address does not begin with https://.");
      }
      if (host == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535) {
        throw refused("The address has no valid host or port, or contains a user name.");
      }
      if (!anyAddress
          && !host.matches("(?i)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*\\.[a-z][a-z0-9-]{1,62}")) {
        throw refused("The address does not contain the name of a public host.");
      }
    } catch (URISyntaxException e) {
      throw new BadRequest("The address is not valid.", REMEDY, "server-asset", e);
    }
  }

  private static final String REMEDY =
      "Name a file at a public https address without redirects, a data URI, or an upload.";

  private static BadRequest refused(String problem) {
    return new BadRequest(problem, REMEDY, "server-asset");
  }

  /// Downloads the file at `address` into `file`.
  ///
  /// @param most maximum number of bytes
  /// @throws BadRequest if it cannot be fetched; the message reveals nothing about internal
  ///     machines
  public void fetch(String address, Path file, long most) {
    check(address);
    try (Response response = client.newCall(new Request.Builder().url(address).build()).execute()) {
      if (!response.isSuccessful()) {
        throw refused("The address answers with status %d.".formatted(response.code()));
      }
      long told = response.body().contentLength();
      if (told > most) {
        throw tooLarge(most);
      }
      copy(response.body().byteStream(), file, most);
    } catch (NotPublic e) {
      throw new BadRequest("The address is not public.", REMEDY, "server-asset", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadRequest("The address could not be fetched.", REMEDY, "server-asset", e);
    }
  }

  private static void copy(InputStream in, Path file, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all += read;
        if (all > most) {
          throw tooLarge(most);
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private static BadRequest tooLarge(long most) {
    return refused("The file at the address is larger than %d MB.".formatted(most >> 20));
  }

  /// The HTTP client, for other requests to public machines only.
  public OkHttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
