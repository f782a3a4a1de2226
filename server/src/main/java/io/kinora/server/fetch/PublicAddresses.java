package io.kinora.server.fetch;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Distinguishes public IP addresses from others. It uses a table, because the JDK classifies
/// several special networks as public: carrier-grade NAT, benchmarking, IPv6 unique local, and IPv4
/// addresses embedded in IPv6 ones (IANA's registries of special-purpose addresses).
public final class PublicAddresses {
  private static final List<IPAddress> PRIVATE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "::ffff:0:0/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(text -> new IPAddressString(text).getAddress())
          .toList();

  private PublicAddresses() {}

  /// Whether the address is globally reachable.
  public static boolean isPublic(InetAddress address) {
    IPAddress found =
        new IPAddressString(address.getHostAddress().replaceFirst("%.*", "")).getAddress();
    return found != null && PRIVATE.stream().noneMatch(range -> range.contains(found));
  }
}
