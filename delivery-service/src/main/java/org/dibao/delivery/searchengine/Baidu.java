package org.dibao.delivery.searchengine;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dibao.contract.json.Json;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult.Answered;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Baidu's push of links (普通收录): up to 2,000 addresses in a call, a line each, to the address that Baidu's console shows,
 * with the site and its token. There is a quota for each day in China, and every answer says what is left of it. A
 * withdrawn article is named as well: Baidu calls its address and finds that it is gone.
 */
record Baidu() implements SearchEngine {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Pattern QUERY = Pattern.compile("(?=.*(?:^|&)site=[^&]+)(?=.*(?:^|&)token=[^&]+).*");

    @Override
    public String kind() {
        return "baidu";
    }

    @Override
    public int most() {
        return 2_000;
    }

    @Override
    public Optional<String> fault(Subscription subscription) {
        String query = Objects.requireNonNullElse(subscription.target().getRawQuery(), "");
        return QUERY.matcher(query).matches()
                ? Optional.empty()
                : Optional.of("It must have the parameters site and token: copy the whole address from Baidu's console"
                        + " (http://data.zz.baidu.com/urls?site=…&token=…).");
    }

    @Override
    public TargetRequest call(URI target, URI site, List<String> addresses) {
        return new TargetRequest(
                "POST",
                target,
                Map.of("Content-Type", "text/plain"),
                String.join("\n", addresses).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String shown(URI target) {
        return target.toString().replaceFirst("token=[^&]*", "token=" + Channel.HIDDEN);
    }

    @Override
    public @Nullable String refusal(Answered answer, URI site) {
        if (answer.status() == 200 && json(answer).has("success")) {
            return null;
        }
        String message = json(answer).path("message").asString("");
        return "It answers with status " + answer.status() + (message.isEmpty() ? "." : ": " + message + ".");
    }

    @Override
    public @Nullable Duration pause(Answered answer, Instant now) {
        return json(answer).path("message").asString("").equals("over quota")
                ? Duration.between(now, nextDay(now))
                : null;
    }

    @Override
    public @Nullable Integer remaining(Answered answer) {
        JsonNode remain = json(answer).path("remain");
        return remain.isInt() ? remain.asInt() : null;
    }

    @Override
    public Instant nextDay(Instant now) {
        return now.atZone(CHINA).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
    }

    private static JsonNode json(Answered answer) {
        try {
            return Json.read(answer.body(), JsonNode.class);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
