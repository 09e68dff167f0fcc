package org.dibao.contract.wire;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.event.Result;
import org.dibao.contract.submission.Submission;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code ce_type}: a name and a version, {@code org.dibao.article.published.v1}. A kind of record that
 * older readers do not know begins at the next version, so that they pause before it instead of treating it as
 * unreadable.
 */
public final class EventTypes {
    public static final int VERSION = 1;
    private static final String SUFFIX = ".v" + VERSION;
    private static final Pattern VERSIONED = Pattern.compile("(org\\.dibao\\.[a-z.-]+)\\.v([0-9]{1,4})");

    private static final Map<Class<? extends Submission>, String> SUBMISSIONS = Map.of(
            Submission.SubmitArticle.class, "org.dibao.submission.submit" + SUFFIX,
            Submission.WithdrawArticle.class, "org.dibao.submission.withdraw" + SUFFIX,
            Submission.ChangeSite.class, "org.dibao.submission.change-site" + SUFFIX);

    private EventTypes() {}

    /** On {@code articles}. */
    public static String of(Submission submission) {
        return java.util.Objects.requireNonNull(SUBMISSIONS.get(submission.getClass()));
    }

    /** On {@code article-events}. */
    public static String event(Result.Kind kind) {
        return switch (kind) {
            case PUBLISHED, REVISED, MOVED, WITHDRAWN -> "org.dibao.article." + kind.wireName() + SUFFIX;
            case SITE_CHANGED -> "org.dibao.site.changed" + SUFFIX;
            case UNCHANGED, DRAFTED, REJECTED, REPEATED, UNREADABLE ->
                "org.dibao.submission." + kind.wireName() + SUFFIX;
        };
    }

    /** On {@code publications}. */
    public static String publication(Result.Kind kind) {
        return "org.dibao.publication." + kind.wireName() + SUFFIX;
    }

    /** The version in a type, if the type is one of ours. */
    static int version(@Nullable String type) {
        Matcher matcher = VERSIONED.matcher(type == null ? "" : type);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    }
}
