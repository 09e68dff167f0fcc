package org.dibao.delivery.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.dibao.contract.article.Position;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.eventlog.publicevents.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class LineTest {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<Batch> sent = new ArrayList<>();
    private final List<Sinks.One<Answer>> open = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final List<String> answered = new ArrayList<>();

    private final Line line = new Line(
            batch -> {
                sent.add(batch);
                Sinks.One<Answer> answer = Sinks.one();
                open.add(answer);
                return answer.asMono().doOnCancel(cancelled::incrementAndGet);
            },
            Duration.ofMillis(300));

    @BeforeEach
    void begin() {
        VirtualTimeScheduler.set(time);
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void whatComesTogetherGoesTogether() {
        join(1);
        join(2);
        time.advanceTimeBy(Duration.ofMillis(299));
        assertThat(sent).isEmpty();
        join(3);
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().last()).isEqualTo(new Position(3));
        answer();
        assertThat(answered).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(line.isIdle()).isTrue();
    }

    @Test
    void oneRequestIsUnderWayAtATime() {
        join(1);
        time.advanceTimeBy(Duration.ofSeconds(1));
        join(2);
        join(3);
        time.advanceTimeBy(Duration.ofHours(1));
        assertThat(sent).hasSize(1);
        answer();
        time.advanceTimeBy(Duration.ZERO);
        assertThat(answered).containsExactly("1");
        assertThat(sent).hasSize(2);
        join(4);
        time.advanceTimeBy(Duration.ofHours(1));
        assertThat(sent).as("the second is under way").hasSize(2);
        answer();
        time.advanceTimeBy(Duration.ZERO);
        answer();
        assertThat(answered).containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(line.isIdle()).isTrue();
        join(5);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(sent).as("it begins again").hasSize(4);
    }

    @Test
    void aRequestThatNobodyWaitsForIsBrokenOff() {
        var first = join(1);
        var second = join(2);
        time.advanceTimeBy(Duration.ofSeconds(1));
        var third = join(3);
        first.dispose();
        assertThat(cancelled).hasValue(0);
        second.dispose();
        assertThat(cancelled).hasValue(1);
        time.advanceTimeBy(Duration.ZERO);
        assertThat(sent).as("the next goes all the same").hasSize(2);
        third.dispose();
        assertThat(cancelled).hasValue(2);
        assertThat(line.isIdle()).isTrue();
        assertThat(answered).isEmpty();
    }

    @Test
    void nothingIsSentIfNobodyWaits() {
        join(1).dispose();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(sent).isEmpty();
        assertThat(line.isIdle()).isTrue();
    }

    @Test
    void aRenewedSubscriptionCountsForAllThatWaits() {
        join(1);
        line.join(subscription("renewed"), message(2)).subscribe();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(sent).singleElement().satisfies(batch -> {
            assertThat(batch.to().name()).isEqualTo("renewed");
            assertThat(batch.waiting()).hasSize(2);
        });
    }

    private reactor.core.Disposable join(long position) {
        return line.join(subscription("reader"), message(position))
                .subscribe(_ -> answered.add(Long.toString(position)));
    }

    private void answer() {
        open.removeFirst()
                .tryEmitValue(
                        new Answer(Verdict.DELIVERED, 200, Duration.ZERO, null, "", "POST", Map.of(), null, true));
    }

    private static Message message(long position) {
        return new Message(
                LogEvent.gap(new Position(position), new Position(position), "/render"),
                false,
                "evt_" + position,
                new byte[0],
                Instant.EPOCH,
                1);
    }

    private static Subscription subscription(String name) {
        return SubscriptionBuilder.builder()
                .id("sub_1")
                .name(name)
                .kind("websub")
                .target(URI.create("https://reader.example.net/push"))
                .payload(Subscription.Payload.THIN)
                .ordering(Subscription.Ordering.ARTICLE)
                .maxConcurrent(10)
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }
}
