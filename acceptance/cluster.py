"""The trial of try-cluster: publishes, reads and follows through the balancer while it ends the containers of a project by turns."""
import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse

LIMIT = 10.0  # seconds for which writing or reading may be away
CALM = 5.0  # seconds without a fault before and after each container ends


class Site:
    """Requests through the balancer, each on a connection of its own."""

    def __init__(self, url, key):
        self.address = urllib.parse.urlsplit(url).netloc
        self.key = key

    def ask(self, method, target, body=None, headers=(), timeout=12):
        """Status, headers and body; status 0 if there was no answer."""
        connection = http.client.HTTPConnection(self.address, timeout=timeout)
        try:
            connection.request(method, target, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, {}, ""
        finally:
            connection.close()

    def stream(self, cursor):
        connection = http.client.HTTPConnection(self.address, timeout=40)
        headers = {"Accept": "text/event-stream"}
        if cursor:
            headers["Last-Event-ID"] = cursor
        connection.request("GET", "/api/events" + ("" if cursor else "?after=earliest"), headers=headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise OSError(answer.status)
        return answer


class Away:
    """How long something did not work: from its last success before a failure to the next one."""

    def __init__(self):
        self.worst = 0.0
        self.well = time.monotonic()

    def worked(self):
        now = time.monotonic()
        self.worst = max(self.worst, now - self.well)
        self.well = now

    def begin(self):
        self.worst = 0.0

    def so_far(self):
        return max(self.worst, time.monotonic() - self.well)


class Trial:
    def __init__(self, site):
        self.site = site
        self.ending = threading.Event()
        self.writing, self.reading = Away(), Away()
        self.acknowledged = {}  # article: (position, path)
        self.followed = []
        self.faults = []

    def write(self):
        run = int(time.time())  # its articles are new, whatever there is already
        number = 0
        while not self.ending.is_set():
            number += 1
            article = f"cluster-{run}-{number}"
            body = json.dumps({"id": article, "title": f"Report {run} {number}", "body": f"Text {number}."})
            headers = {
                "Authorization": f"Bearer {self.site.key}",
                "Content-Type": "application/json",
                "Idempotency-Key": article,
                "Prefer": "wait=5",
            }
            for _ in range(200):
                status, answer, text = self.site.ask("POST", "/api/articles", body, headers)
                if status in (200, 201):
                    break
                time.sleep(0.1)
            else:
                self.faults.append(f"{article} was never accepted: {status} {text}")
                continue
            self.writing.worked()
            self.acknowledged[article] = (int(answer["Dibao-Position"]), answer["Location"])
            self.find(article)
            time.sleep(0.1)

    def find(self, article):
        """The next request goes to the other gateway, if there is one."""
        position, path = self.acknowledged[article]
        for _ in range(100):
            status, _, text = self.site.ask("GET", path, headers={"Dibao-At-Least": str(position)})
            if status == 200:
                if f"Text {article.split('-')[-1]}." not in text:
                    self.faults.append(f"{path} does not show what was written")
                return
            if status not in (0, 502, 503):
                self.faults.append(f"{path} answers {status} after it had been written")
                return
            time.sleep(0.1)
        self.faults.append(f"{path} cannot be read")

    def read(self):
        while not self.ending.is_set():
            status, _, _ = self.site.ask("GET", "/", timeout=5)
            if status == 200:
                self.reading.worked()
            time.sleep(0.05)

    def follow(self):
        cursor = None
        while True:
            try:
                event = {}
                for line in self.site.stream(cursor):
                    name, _, value = line.decode().rstrip("\n").partition(": ")
                    if name:
                        event[name] = value
                        continue
                    if event.get("event") == "published":
                        self.followed.append(json.loads(event["data"])["position"])
                    cursor = event.get("id", cursor)
                    event = {}
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)

    def missing(self):
        """What is not there in the end, though it was acknowledged; what is there twice or out of order."""
        positions = sorted(position for position, _ in self.acknowledged.values())
        if len(set(positions)) < len(positions):
            self.faults.append("two articles have one position")
        if self.followed != sorted(set(self.followed)):
            self.faults.append("the stream has doubled or misordered an event")
        lost = set(positions) - set(self.followed)
        if lost:
            self.faults.append(f"the stream lacks positions {sorted(lost)[:10]}")
        for article, (_, path) in self.acknowledged.items():
            status, _, _ = self.site.ask("GET", path)
            if status != 200:
                self.faults.append(f"{article} is acknowledged, and {path} answers {status}")


def docker(*arguments):
    return subprocess.run(["docker", *arguments], check=True, capture_output=True, text=True).stdout.strip()


def containers(project, without):
    names = docker("ps", "--filter", f"label=com.docker.compose.project={project}", "--format",
                   '{{.Names}} {{.Label "com.docker.compose.service"}}').splitlines()
    return sorted(name for name, service in (line.split() for line in names)
                  if service not in without and service not in ("balancer", "mongo-set"))


def healthy(name):
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if docker("inspect", "--format", "{{.State.Health.Status}}", name) == "healthy":
            return True
        time.sleep(0.5)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--project", required=True)
    parser.add_argument("--without", default="")
    options = parser.parse_args()
    trial = Trial(Site(options.url, os.environ["DIBAO_API_KEY"]))
    threads = [threading.Thread(target=work, daemon=True) for work in (trial.write, trial.read, trial.follow)]
    for thread in threads:
        thread.start()
    time.sleep(CALM)
    if not trial.acknowledged or trial.reading.so_far() > CALM:
        sys.exit("cluster.py: writing and reading do not work before anything has ended")
    print(f"{'ended':32} {'writing away':>13} {'reading away':>13}", flush=True)
    for name in containers(options.project, options.without.split(",")):
        trial.writing.begin()
        trial.reading.begin()
        docker("kill", name)
        time.sleep(LIMIT + CALM)
        away = trial.writing.so_far(), trial.reading.so_far()
        for what, seconds in zip(("writing", "reading"), away):
            if seconds > LIMIT:
                trial.faults.append(f"{what} was away for {seconds:.1f} s without {name}")
        print(f"{name:32} {away[0]:11.1f} s {away[1]:11.1f} s", flush=True)
        docker("start", name)
        if not healthy(name):
            trial.faults.append(f"{name} does not become healthy again")
        time.sleep(CALM)
    trial.ending.set()
    for thread in threads[:2]:
        thread.join()
    time.sleep(CALM)  # for the stream
    trial.missing()
    print(f"{len(trial.acknowledged)} articles acknowledged, {len(trial.followed)} followed on the stream", flush=True)
    for fault in trial.faults:
        print("FAULT:", fault, flush=True)
    return 1 if trial.faults else 0


sys.exit(main())
