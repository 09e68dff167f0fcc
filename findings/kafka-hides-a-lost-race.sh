#!/usr/bin/env bash
# Apache Kafka 4.3.1, broker and Java client. Two producers share a transactional id, so that whoever begins last goes on and the other
# one is fenced; one would expect the one that loses to be told so, by an exception of fencing. If its commit reaches the broker in the
# moment in which the other begins, the broker answers with UNKNOWN_SERVER_ERROR instead, and the client throws a plain KafkaException
# without a cause, which nobody can tell from a broker's failure. Whoever goes by the exception's type gives up for nothing. Dibao's
# ExclusiveWriter looks in the log for what a commit has done, whatever it threw, and decides anew.
# Needs a JDK 17 or newer and Maven; takes a minute or two.
set -euo pipefail

work=$(mktemp -d)
broker=
trap '[ -z "$broker" ] || kill "$broker" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.3.1</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 1; }
ls lib | grep -E '^kafka(_2.13|-clients)-'

read -r port controller < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(2)]
for one in sockets: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in sockets])')
cat >broker.properties <<P
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
log.dirs=$work/log
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
P
java -cp 'lib/*' kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAA -c broker.properties >format.log 2>&1 || { cat format.log; exit 1; }
java -Xmx512m -cp 'lib/*' kafka.Kafka broker.properties >broker.log 2>&1 &
broker=$!

cat >Race.java <<'JAVA'
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

class Race {
    static final Map<String, Integer> seen = new TreeMap<>();
    static final AtomicInteger hidden = new AtomicInteger();

    static synchronized void count(String outcome) {
        seen.merge(outcome, 1, Integer::sum);
    }

    static void commitAgainAndAgain(String bootstrap, long end) {
        while (System.nanoTime() < end && hidden.get() == 0) {
            try (var producer = new KafkaProducer<>(Map.<String, Object>of(
                    "bootstrap.servers", bootstrap, "transactional.id", "shared", "max.block.ms", 10_000, "linger.ms", 0),
                    new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                for (int i = 0; i < 3; i++) {
                    producer.beginTransaction();
                    producer.send(new ProducerRecord<>("a-topic", "key", "value"));
                    producer.commitTransaction();
                    count("committed");
                }
            } catch (KafkaException e) {
                Throwable told = e;
                while (told.getCause() != null) {
                    told = told.getCause();
                }
                count(told.getClass().getSimpleName() + (told.getClass() == KafkaException.class ? ": " + told.getMessage() : ""));
                if (told.getClass() == KafkaException.class && String.valueOf(told.getMessage()).contains("EndTxnResponse")) {
                    hidden.incrementAndGet();
                }
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        long end = System.nanoTime() + 150_000_000_000L;
        Thread[] racers = new Thread[4];
        for (int i = 0; i < racers.length; i++) {
            racers[i] = new Thread(() -> commitAgainAndAgain(args[0], end));
            racers[i].start();
        }
        for (Thread racer : racers) {
            racer.join();
        }
        seen.forEach((outcome, times) -> System.out.printf("%5d  %s%n", times, outcome));
        if (hidden.get() == 0) {
            System.out.println("no longer as described, or the race was not hit in this time");
        }
        System.exit(hidden.get() == 0 ? 1 : 0);
    }
}
JAVA
timeout 200 java -cp 'lib/*' Race.java "127.0.0.1:$port" 2>client.log
