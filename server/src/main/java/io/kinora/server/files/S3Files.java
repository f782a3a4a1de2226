package io.kinora.server.files;

import io.kinora.error.MediaFailure;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A file store in a bucket of an S3-compatible service, for several machines.
public final class S3Files implements FileStore {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /// The location of the bucket, and the credentials.
  ///
  /// @param endpoint of the service; null means Amazon's
  public record Access(
      @Nullable String endpoint, String region, String accessKey, String secretKey) {}

  /// @param prefix of all keys; empty, or with a slash at its end
  public S3Files(Access access, String bucket, String prefix) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(access.region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(access.accessKey, access.secretKey)))
            .forcePathStyle(true);
    if (access.endpoint != null) {
      builder.endpointOverride(URI.create(access.endpoint));
    }
    client = builder.build();
    this.bucket = bucket;
    this.prefix = prefix;
  }

  private String name(String key) {
    return prefix + FileStore.checked(key);
  }

  private static MediaFailure failed(String what, SdkException e) {
    return new MediaFailure(
        "A file could not be %s (%s).".formatted(what, e.getClass().getSimpleName()),
        "Check that the S3 service responds, and its access keys.",
        "server-files",
        e);
  }

  @Override
  public void put(String key, Path file) {
    try {
      var _ = client.putObject(to -> to.bucket(bucket).key(name(key)), RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw failed("kept", e);
    }
  }

  @Override
  public void get(String key, Path file) {
    try (var in = client.getObject(of -> of.bucket(bucket).key(name(key)))) {
      java.nio.file.Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (SdkException e) {
      throw failed("read", e);
    } catch (java.io.IOException e) {
      throw new MediaFailure("A file could not be read.", "Try again.", "server-files", e);
    }
  }

  @Override
  public OptionalLong size(String key) {
    try {
      return OptionalLong.of(
          client.headObject(of -> of.bucket(bucket).key(name(key))).contentLength());
    } catch (NoSuchKeyException e) {
      return OptionalLong.empty();
    } catch (SdkException e) {
      throw failed("found", e);
    }
  }

  @Override
  public InputStream open(String key, long from, long length) {
    String range = "bytes=%d-%d".formatted(from, from + Math.max(1, length) - 1);
    try {
      return client.getObject(
          of -> of.bucket(bucket).key(name(key)).range(range), ResponseTransformer.toInputStream());
    } catch (SdkException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void delete(String under) {
    String begin = name(under);
    try {
      for (S3Object object : objects(begin)) {
        boolean inside = object.key().equals(begin) || object.key().startsWith(begin + "/");
        if (inside || begin.endsWith("/")) {
          var _ = client.deleteObject(of -> of.bucket(bucket).key(object.key()));
        }
      }
    } catch (SdkException e) {
      throw failed("removed", e);
    }
  }

  private List<S3Object> objects(String begin) {
    return client.listObjectsV2Paginator(of -> of.bucket(bucket).prefix(begin)).contents().stream()
        .toList();
  }

  @Override
  public List<Stored> list(String under) {
    try {
      return objects(name(under)).stream()
          .map(
              object ->
                  new Stored(
                      object.key().substring(prefix.length()),
                      object.lastModified().toEpochMilli()))
          .filter(stored -> FileStore.isKey(stored.key())) // other files are not of this store
          .toList();
    } catch (SdkException e) {
      throw failed("listed", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
