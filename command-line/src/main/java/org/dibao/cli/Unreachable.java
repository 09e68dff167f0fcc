package org.dibao.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Why an address gave no answer of Dibao.
 *
 * @param why     a clause without a full stop
 * @param mend    what to do, as a sentence; empty if that depends on what was asked
 * @param forGood whether it is no use to ask again
 */
record Unreachable(String why, String mend, boolean forGood) {

    static Unreachable of(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> noSuchHost();
            case ConnectException _ when isCausedBy(e, UnresolvedAddressException.class) -> noSuchHost();
            case ConnectException _ -> new Unreachable("nothing listens there", "", false);
            case SSLHandshakeException _
            when isCausedBy(e, CertificateException.class) || isCausedBy(e, CertPathBuilderException.class) ->
                new Unreachable(
                        "its certificate is not trusted by this machine",
                        "give an address whose certificate is, or have Java trust it:"
                                + " JDK_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE names a keystore with it.",
                        true);
            case SSLException _ ->
                new Unreachable("it does not speak TLS as expected", "check whether it is http:// or https://.", true);
            case AnotherProgram other ->
                new Unreachable(
                        String.valueOf(other.getMessage()),
                        "give Dibao's address with --url, or end the program that listens there.",
                        true);
            case HttpTimeoutException _ -> new Unreachable("it does not answer", "", false);
            default -> new Unreachable(String.valueOf(e.getMessage()), "", false);
        };
    }

    /** What to do, as a sentence of its own. */
    String advice() {
        return mend.isEmpty() ? "" : Character.toUpperCase(mend.charAt(0)) + mend.substring(1);
    }

    private static Unreachable noSuchHost() {
        return new Unreachable(
                "there is no host of this name", "check the address that --url or DIBAO_URL gives.", true);
    }

    private static boolean isCausedBy(@Nullable Throwable e, Class<?> cause) {
        return e != null && (cause.isInstance(e) || isCausedBy(e.getCause(), cause));
    }
}
