package org.dibao.delivery.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.dibao.delivery.articles.Articles;
import org.dibao.delivery.articles.Story;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.Pace;
import org.dibao.support.work.Workers;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Subscriptions of the kind {@code mail}, one mailbox each. The mail library blocks, so it runs in threads of its own.
 * A mailbox that does not exist ends its subscription; whatever else goes wrong is tried again. Nobody is told of the
 * articles of an import.
 */
@Component
@EnableConfigurationProperties(MailSettings.class)
final class MailChannel implements Channel, AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final MailSettings settings;
    private final Articles articles;
    private final SmtpServer server;
    private final Workers workers;
    private final Pace pace = new Pace();

    MailChannel(MailSettings settings, Articles articles, MeterRegistry meters) {
        this.settings = settings;
        this.articles = articles;
        this.server = new SmtpServer(settings);
        this.workers = new Workers("mail", settings.threads(), 1_000, meters);
    }

    @Override
    public boolean serves(String kind) {
        return kind.equals("mail");
    }

    @Override
    public void check(Subscription subscription) {
        if (settings.host() == null) {
            throw new InvalidSubscription(
                    "kind", "No mail can be sent: set dibao.delivery.mail.host and dibao.delivery.mail.from.");
        }
        if (MailAddress.of(subscription.target()).isEmpty()) {
            throw new InvalidSubscription(
                    "target", "It must be mailto: and one address, such as mailto:desk@example.com.");
        }
        if (!subscription.headers().isEmpty()) {
            throw new InvalidSubscription("headers", "A mail has no headers of its own.");
        }
        if (!subscription.options().isEmpty()) {
            throw new InvalidSubscription("options", "A mail has no options.");
        }
    }

    @Override
    public Mono<Answer> send(Subscription to, Message message) {
        if (message.event().event().imported() || !Letter.tells(message.event().name())) {
            return Mono.just(skipped(to));
        }
        return Mono.defer(() -> {
            Duration wait = pace.take("", settings.perMinute(), System.nanoTime());
            return wait.compareTo(LONGEST_WAIT) > 0
                    ? Mono.just(failed(to, Duration.ZERO, wait, "Too many mails are waiting to be sent.", true))
                    : Mono.delay(wait).then(Mono.defer(() -> write(to, message)));
        });
    }

    private Mono<Answer> write(Subscription to, Message message) {
        return Mono.zip(articles.of(message.event()), articles.site()).flatMap(both -> {
            Optional<byte[]> whole = to.payload() == Subscription.Payload.WHOLE ? both.getT1() : Optional.empty();
            return Story.of(message.event(), both.getT1(), both.getT2())
                    .map(story -> post(
                            to,
                            message,
                            Letter.of(story, whole, settings.maxSize().toBytes())))
                    .orElseGet(() -> Mono.just(skipped(to)));
        });
    }

    private Mono<Answer> post(Subscription to, Message message, Letter letter) {
        long began = System.nanoTime();
        return workers.run(
                        () -> {
                            MimeMessage mail = server.message(
                                    messageId(to, message),
                                    MailAddress.of(to.target()).orElseThrow(),
                                    letter,
                                    Instant.now());
                            server.send(mail);
                            return delivered(to, since(began));
                        },
                        settings.within().plus(settings.within()), // the limit below comes first
                        settings.within())
                .timeout(settings.within())
                .onErrorResume(e -> Mono.just(failed(to, since(began), e)));
    }

    /** RFC 5322, section 3.6.4; the same event never has another one. */
    private String messageId(Subscription to, Message message) throws MessagingException {
        String from = new InternetAddress(Objects.requireNonNull(settings.from()), true).getAddress();
        return "<" + message.id() + "." + to.id() + from.substring(from.indexOf('@')) + ">";
    }

    private Answer failed(Subscription to, Duration took, Throwable failure) {
        return switch (failure) {
            case Workers.Busy _ -> failed(to, took, null, "Too many mails are being sent at once.", true);
            case TimeoutException _ ->
                failed(
                        to,
                        took,
                        null,
                        "The mail server took longer than " + settings.within().toSeconds() + " s.",
                        true);
            case AuthenticationFailedException e ->
                failed(
                        to,
                        took,
                        null,
                        "The mail server refuses the user name or the password: " + e.getMessage(),
                        true);
            case MessagingException e -> refused(to, took, e);
            default -> failed(to, took, null, "The mail could not be written: " + failure, true);
        };
    }

    private Answer refused(Subscription to, Duration took, MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
            if (e instanceof SMTPAddressFailedException address) {
                int code = address.getReturnCode();
                boolean never = code == 550 || code == 551 || code == 553 || code == 556;
                return answer(
                        to,
                        never ? Verdict.GONE : Verdict.RETRY,
                        code,
                        took,
                        null,
                        "The mail server does not take mail for this address: " + oneLine(address),
                        true);
            }
            if (e instanceof SMTPSendFailedException sending) {
                return answer(
                        to,
                        Verdict.RETRY,
                        sending.getReturnCode(),
                        took,
                        null,
                        "The mail server refuses the mail: " + oneLine(sending),
                        true);
            }
            if (e instanceof SMTPSenderFailedException sender) {
                return answer(
                        to,
                        Verdict.RETRY,
                        sender.getReturnCode(),
                        took,
                        null,
                        "The mail server refuses the sender: " + oneLine(sender),
                        true);
            }
        }
        return failed(to, took, null, "The mail server cannot be used: " + oneLine(failure), false);
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    }

    private Answer delivered(Subscription to, Duration took) {
        return answer(to, Verdict.DELIVERED, 250, took, null, null, true);
    }

    private Answer skipped(Subscription to) {
        return answer(to, Verdict.SKIPPED, 0, Duration.ZERO, null, null, true);
    }

    private Answer failed(
            Subscription to, Duration took, @Nullable Duration retryAfter, String failure, boolean connected) {
        return answer(to, Verdict.RETRY, 0, took, retryAfter, failure, connected);
    }

    private Answer answer(
            Subscription to,
            Verdict verdict,
            int status,
            Duration took,
            @Nullable Duration retryAfter,
            @Nullable String failure,
            boolean connected) {
        return Answer.with(verdict, "MAIL " + to.target())
                .status(status)
                .took(took)
                .retryAfter(retryAfter)
                .failure(failure)
                .connected(connected)
                .build();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        workers.close();
    }
}
