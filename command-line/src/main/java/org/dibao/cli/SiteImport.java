package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings a whole site in: its settings, then its files, then its articles; or tells what would come of it.
 *
 * @param told   prints a summary and gives the exit code
 * @param report the file for the whole report; null if none is wanted
 */
record SiteImport(
        Api api,
        ImportSender sender,
        ToIntFunction<ImportSummary> told,
        @Nullable Path report,
        PrintWriter out,
        PrintWriter err) {

    /** @return the exit code */
    int run(ReadSite site, SiteSettingsStep.When when, boolean dryRun) throws IOException {
        SiteSettings configured = site.settings(Clock.systemDefaultZone());
        var about = new SiteSummary(site, configured, new SiteSettingsStep(api, when).give(configured, !dryRun));
        about.print(err);
        List<ImportUpload> plain = uploads(site, Map.of());
        boolean reports = dryRun || report != null;
        OwnDates dates = dates(about);
        boolean asks = reports
                || !site.redirects().isEmpty()
                || !site.base().isEmpty()
                || !dates.otherDay().isEmpty();
        ImportSummary tried = asks ? sent(plain, trialOf(about), true) : new ImportSummary(true);
        if (tried.broken() != null) {
            return told.applyAsInt(tried);
        }
        SiteTrial trial = SiteTrial.of(tried.results());
        Redirects redirects = Redirects.of(site, trial);
        var check = new LinkCheck(site, trial, redirects, configured);
        if (dryRun) {
            SiteTrial.Outcomes outcomes = trial.outcomes(api);
            var articles = new TrialReport(outcomes, tried.results(), "the report (--report FILE) lists all");
            articles.print(out);
            report(new ImportReport(about, true, outcomes, tried.results(), List.of(), redirects, check.expected()));
            return articles.isGood() ? Exit.OK : Exit.REFUSED;
        }
        SiteFilesStep.Done files = new SiteFilesStep(api).put(site, err);
        files.print(err);
        int exit = files.refused().isEmpty() ? Exit.OK : Exit.REFUSED;
        if (plain.isEmpty()) {
            return exit;
        }
        ImportSummary summary = sent(uploads(site, dates.with(redirects, trial)), "", reports);
        exit = Math.max(exit, told.applyAsInt(summary));
        if (reports && summary.broken() == null) {
            report(new ImportReport(
                    about,
                    false,
                    new SiteTrial.Outcomes(summary.byOutcome(), List.of()),
                    summary.results(),
                    files.refused(),
                    redirects,
                    check.asked(api)));
        }
        return exit;
    }

    /** Of a site that keeps another time zone than its articles are written in; none of another one. */
    private OwnDates dates(SiteSummary about) throws IOException {
        String own = about.done().differ().path("timeZone").asString("");
        String here = api.ask("GET", "/api/site").path("timeZone").asString("");
        try {
            return own.isEmpty() ? OwnDates.none() : OwnDates.of(about.site(), ZoneId.of(own), ZoneId.of(here));
        } catch (DateTimeException e) { // not a zone
            return OwnDates.none();
        }
    }

    /** Files as they are in an archive, and what was read of others; none without articles. */
    private static List<ImportUpload> uploads(ReadSite site, Map<String, Map<String, @Nullable Object>> more) {
        List<ImportUpload> uploads = new ArrayList<>();
        if (site instanceof JekyllSite jekyll) {
            uploads.add(new SiteArchive(jekyll, more).upload());
        }
        uploads.add(new SiteDocuments(site, more).upload());
        uploads.removeIf(upload -> upload.articles() == 0);
        return uploads;
    }

    private ImportSummary sent(List<ImportUpload> uploads, String query, boolean keeps) {
        ImportSummary all = new ImportSummary(keeps);
        for (ImportUpload upload : uploads) {
            if (all.broken() == null) {
                all.add(sender.send(upload, query, keeps));
            }
        }
        return all;
    }

    /** What the server makes of them by the settings that would be in force; it appends nothing. */
    private String trialOf(SiteSummary about) {
        JsonNode current = api.ask("GET", "/api/site");
        return Stream.of("permalink", "timeZone")
                .map(name -> name + "="
                        + URLEncoder.encode(
                                about.done()
                                        .changed()
                                        .path(name)
                                        .asString(current.path(name).asString("")),
                                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?dry-run=true&", ""));
    }

    private void report(ImportReport made) throws IOException {
        made.print(out);
        if (report != null) {
            made.write(report);
            out.println("All of it is in " + report + ".");
        }
    }
}
