#!/usr/bin/env bash
# Reactor Netty 1.3.8. A server that allows HTTP/2 without TLS beside HTTP/1.1 on one port (HttpProtocol.H2C) learns from the first bytes
# or an Upgrade header which one a client speaks; one would expect it to make what HTTP/2 needs for those clients only. It makes the
# HTTP/2 codec of each connection when that opens, and keeps it as long as an HTTP/1.1 connection lives: more than as much heap again as
# the connection takes without it. That counts where thousands of event streams are open, and is one reason why Dibao leaves HTTP/2 to
# the proxy in front of it (docs/adr/0026-http-2-is-the-proxys.md).
# Needs a JDK 17 or newer and Maven; takes half a minute.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.8</version>
      <exclusions><!-- native code, which nothing here needs -->
        <exclusion><groupId>io.netty</groupId><artifactId>netty-codec-native-quic</artifactId></exclusion>
        <exclusion><groupId>io.netty</groupId><artifactId>netty-resolver-dns-native-macos</artifactId></exclusion>
        <exclusion><groupId>io.netty</groupId><artifactId>netty-transport-native-epoll</artifactId></exclusion>
      </exclusions></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 1; }
ls lib | grep -E '^(reactor-netty-http|netty-codec-http2)-'

cat >OpenConnections.java <<'JAVA'
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

class OpenConnections {
    static final int COUNT = 1000;

    static long used() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Heap for each connection on which one HTTP/1.1 request was answered and that stays open, in bytes. */
    static long each(HttpProtocol... protocols) throws Exception {
        DisposableServer server = HttpServer.create().host("127.0.0.1").port(0).protocol(protocols)
                .handle((request, response) -> response.sendString(Mono.just("ok"))).bindNow();
        long before = used();
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read(new byte[256]);
            open.add(socket);
        }
        long after = used();
        for (Socket socket : open) {
            socket.close();
        }
        server.disposeNow();
        return (after - before) / COUNT;
    }

    public static void main(String[] args) throws Exception {
        each(HttpProtocol.HTTP11); // so that nothing is loaded later
        long plain = each(HttpProtocol.HTTP11);
        long both = each(HttpProtocol.HTTP11, HttpProtocol.H2C);
        System.out.printf("heap of an open HTTP/1.1 connection: %,d bytes; where HTTP/2 is allowed too: %,d%n", plain, both);
        if (both < plain + 2000) {
            System.out.println("no longer as described");
            System.exit(1);
        }
        System.exit(0);
    }
}
JAVA
timeout 120 java -Xmx512m -cp 'lib/*' OpenConnections.java 2>/dev/null
