package org.dibao.ingest.article;

import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/** The date of an article, and when it is to appear and to go, as its fields and its file's name give them. */
record ArticleTimes(
        @Nullable SubmittedDate date,
        @Nullable SubmittedDate publishAt,
        @Nullable SubmittedDate withdrawAt) {

    static ArticleTimes take(Fields fields, @Nullable FileName file) {
        SubmittedDate publishAt = time(fields, "publishAt", "publish_at");
        SubmittedDate date = date(fields, file, publishAt);
        return new ArticleTimes(date, publishAt, time(fields, "withdrawAt", "withdraw_at"));
    }

    /** An appointment, under both spellings; if both are given they must agree. */
    private static @Nullable SubmittedDate time(Fields fields, String name, String other) {
        SubmittedDate time = null;
        for (String spelling : List.of(name, other)) {
            String text = fields.text(spelling);
            SubmittedDate given = text == null ? null : DateParser.parse(spelling, text);
            if (time != null && given != null && !time.equals(given)) {
                throw Refused.field(spelling, name + " and " + other + " differ: leave one of them out");
            }
            time = time == null ? given : time;
        }
        return time;
    }

    /** The day in a file's name does not count if the time of publication is given: the article has that time. */
    private static @Nullable SubmittedDate date(
            Fields fields, @Nullable FileName file, @Nullable SubmittedDate publishAt) {
        String text = fields.text("date");
        if (text != null) {
            return DateParser.parse("date", text);
        }
        return file == null || publishAt != null ? null : file.date();
    }

    /** When the article was last changed, under the names used by Jekyll's plugins, Hexo, Hugo and Dibao's own JSON; the first one counts. */
    @Nullable
    SubmittedDate takeModified(Fields fields, Instant now) {
        SubmittedDate publication = publishAt == null ? date : publishAt;
        SubmittedDate modified = null;
        for (String name : List.of("last_modified_at", "updated", "lastmod", "modified")) {
            String text = fields.text(name);
            SubmittedDate date = text == null ? null : DateParser.parse(name, text);
            boolean planned =
                    date != null && publication != null && !date.local().isAfter(publication.local());
            if (date != null && !planned && DateParser.isInFuture(date, now)) {
                throw Refused.field(
                        name,
                        "the date of the last change, " + date + ", is in the future: correct it, or leave it out");
            }
            modified = modified == null ? date : modified;
        }
        return modified;
    }
}
