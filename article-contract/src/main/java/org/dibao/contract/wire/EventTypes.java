package org.dibao.contract.wire;

import static java.util.Map.entry;

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
    /** The version of most records, and of those that no release knows by another. */
    public static final int VERSION = 1;

    private static final int SCHEDULING = 2;
    private static final int MOVING = 2;
    private static final int CHANGING = 2;
    private static final int FILES = 2;
    private static final int ERASING = 2;
    private static final Pattern VERSIONED = Pattern.compile("(org\\.dibao\\.[a-z.-]+)\\.v([0-9]{1,4})");

    private static final String SCHEDULE = "org.dibao.submission.schedule";
    private static final String MOVE = "org.dibao.submission.move";
    private static final String CHANGE = "org.dibao.submission.change-article";
    private static final String APPOINTMENT = "org.dibao.submission.appointment";
    private static final String ERASE = "org.dibao.submission.erase";
    private static final String KEEP_FILE = "org.dibao.submission.keep-file";
    private static final String REMOVE_FILE = "org.dibao.submission.remove-file";

    /** The latest version of each kind of record that began later, or has had more than one. */
    private static final Map<String, Integer> LATEST = Map.ofEntries(
            entry(SCHEDULE, SCHEDULING),
            entry(APPOINTMENT, SCHEDULING),
            entry(MOVE, MOVING),
            entry(CHANGE, CHANGING),
            entry(name("org.dibao.submission.", Result.Kind.SCHEDULED), SCHEDULING),
            entry(name("org.dibao.publication.", Result.Kind.SCHEDULED), SCHEDULING),
            entry(ERASE, ERASING),
            entry(name("org.dibao.article.", Result.Kind.ERASED), ERASING),
            entry(name("org.dibao.publication.", Result.Kind.ERASED), ERASING),
            entry(KEEP_FILE, FILES),
            entry(REMOVE_FILE, FILES),
            entry(file(Result.Kind.FILE_PUBLISHED), FILES),
            entry(file(Result.Kind.FILE_REVISED), FILES),
            entry(file(Result.Kind.FILE_WITHDRAWN), FILES),
            entry(name("org.dibao.publication.", Result.Kind.FILE_PUBLISHED), FILES),
            entry(name("org.dibao.publication.", Result.Kind.FILE_REVISED), FILES),
            entry(name("org.dibao.publication.", Result.Kind.FILE_WITHDRAWN), FILES));

    private EventTypes() {}

    /** On {@code articles}. */
    public static String of(Submission submission) {
        return switch (submission) {
            case Submission.SubmitArticle submit when submit.moves() -> versioned(MOVE, MOVING);
            case Submission.SubmitArticle submit when !submit.keeps().isEmpty() -> versioned(CHANGE, CHANGING);
            case Submission.SubmitArticle submit when submit.timed() -> versioned(SCHEDULE, SCHEDULING);
            case Submission.SubmitArticle _ -> versioned("org.dibao.submission.submit", VERSION);
            case Submission.WithdrawArticle _ -> versioned("org.dibao.submission.withdraw", VERSION);
            case Submission.EraseArticle _ -> versioned(ERASE, ERASING);
            case Submission.ChangeSite _ -> versioned("org.dibao.submission.change-site", VERSION);
            case Submission.KeepAppointment _ -> versioned(APPOINTMENT, SCHEDULING);
            case Submission.KeepFile _ -> versioned(KEEP_FILE, FILES);
            case Submission.RemoveFile _ -> versioned(REMOVE_FILE, FILES);
        };
    }

    /** On {@code article-events}. */
    public static String event(Result.Kind kind) {
        return switch (kind) {
            case PUBLISHED, REVISED, MOVED, WITHDRAWN, ERASED -> latest(name("org.dibao.article.", kind));
            case SITE_CHANGED -> versioned("org.dibao.site.changed", VERSION);
            case FILE_PUBLISHED, FILE_REVISED, FILE_WITHDRAWN -> latest(file(kind));
            case UNCHANGED, DRAFTED, SCHEDULED, REJECTED, REPEATED, UNREADABLE ->
                latest(name("org.dibao.submission.", kind));
        };
    }

    /** On {@code publications}. */
    public static String publication(Result.Kind kind) {
        return latest(name("org.dibao.publication.", kind));
    }

    /** Whether a release of Dibao made up the type. */
    public static boolean isOurs(@Nullable String type) {
        return version(type) > 0;
    }

    /** The version in a type, if the type is one of ours; otherwise 0. */
    static int version(@Nullable String type) {
        Matcher matcher = VERSIONED.matcher(type == null ? "" : type);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    }

    /** Whether a later release than this one made up the type. */
    static boolean isNewer(@Nullable String type) {
        Matcher matcher = VERSIONED.matcher(type == null ? "" : type);
        return matcher.matches() && Integer.parseInt(matcher.group(2)) > LATEST.getOrDefault(matcher.group(1), VERSION);
    }

    private static String name(String prefix, Result.Kind kind) {
        return prefix + kind.wireName();
    }

    /** {@code org.dibao.file.published}. */
    private static String file(Result.Kind kind) {
        return "org.dibao." + kind.wireName().replace('-', '.');
    }

    private static String latest(String name) {
        return versioned(name, LATEST.getOrDefault(name, VERSION));
    }

    private static String versioned(String name, int version) {
        return name + ".v" + version;
    }
}
