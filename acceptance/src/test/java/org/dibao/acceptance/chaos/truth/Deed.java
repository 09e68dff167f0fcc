package org.dibao.acceptance.chaos.truth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks for, as the client means it. */
public sealed interface Deed {

    /** @param ifMatch the revision that it must have; absent: any, or none */
    record Submit(String article, Content content, @Nullable Integer ifMatch) implements Deed {}

    /** @param changes {@code title} or {@code category}, of the article as it is when the request is handled */
    record Patch(String article, Map<String, String> changes) implements Deed {}

    record Withdraw(String article) implements Deed {}

    /** As it was submitted last. */
    record Restore(String article) implements Deed {}

    /** @param hash of its bytes, SHA-256 in hex */
    record KeepFile(String path, String hash) implements Deed {}

    record RemoveFile(String path) implements Deed {}

    record Describe(String description) implements Deed {}
}
