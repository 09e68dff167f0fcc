package org.dibao.delivery.targets;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.dibao.delivery.targets.TargetResult.Failed;
import org.dibao.delivery.targets.TargetResult.Reason;
import reactor.netty.channel.AbortedException;

/** Why there is no answer of a target, in words for its operator. */
final class TargetFailures {
    private final TargetSettings settings;

    TargetFailures(TargetSettings settings) {
        this.settings = settings;
    }

    Failed of(Throwable failure, Duration took) {
        return switch (failure) {
            case TargetRefused refused -> new Failed(Reason.NOT_ALLOWED, refused.getMessage() + ".", took);
            case UnknownHostException _ -> new Failed(Reason.UNREACHABLE, "The name of its host is not known.", took);
            case ConnectException e -> new Failed(Reason.UNREACHABLE, notConnected(e), took);
            case NoRouteToHostException e -> new Failed(Reason.UNREACHABLE, notConnected(e), took);
            case SSLException e -> new Failed(Reason.UNREACHABLE, "TLS failed: " + e.getMessage() + ".", took);
            case DecoderException e when e.getCause() instanceof SSLException tls -> of(tls, took);
            case ReadTimeoutException _ ->
                new Failed(
                        Reason.TOO_SLOW,
                        "Nothing came for " + settings.firstByteTimeout().toMillis() + " ms.",
                        took);
            case TimeoutException _ ->
                new Failed(
                        Reason.TOO_SLOW,
                        "There was no whole answer within " + settings.timeout().toMillis() + " ms.",
                        took);
            case TooLongHttpHeaderException _ ->
                new Failed(
                        Reason.BROKEN,
                        "The header section of its answer is larger than " + settings.maxHeaders() + ".",
                        took);
            case IOException e -> new Failed(Reason.BROKEN, "The connection broke: " + e.getMessage() + ".", took);
            case AbortedException e -> new Failed(Reason.BROKEN, "The connection broke: " + e.getMessage() + ".", took);
            default -> new Failed(Reason.BROKEN, "Its answer cannot be read: " + failure + ".", took);
        };
    }

    /** Without the native call that Netty names before the reason, and the address behind it. */
    private static String notConnected(IOException e) {
        String reason = String.valueOf(e.getMessage())
                .replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?[0-9]+\\): ", "")
                .replaceFirst(": /?[^ /]*/?[0-9a-f.:\\[\\]]+$", "");
        return "Cannot connect: " + (reason.equals("Connection refused") ? "nothing listens there" : reason) + ".";
    }
}
