# Dibao's services, built from source: one stage in which Maven runs once, then a small stage for each service.
# docker-compose.yml builds them all: docker compose build. Its header names the arguments.
ARG MAVEN_IMAGE
ARG JRE_IMAGE

FROM ${MAVEN_IMAGE:-maven:3.9-eclipse-temurin-25} AS build
WORKDIR /src
# A mirror of Maven Central, such as https://maven.example.com/repository/central
ARG MAVEN_MIRROR=""
COPY . .
# Libraries are kept in the builder's cache between builds; builds that share it wait for each other. Nothing is checked
# or tested here (-Dquick): the classes are the same, in half the time.
RUN --mount=type=cache,target=/root/.m2/repository,sharing=locked \
    set -e; \
    if [ -n "$MAVEN_MIRROR" ]; then \
      printf '<settings><mirrors><mirror><id>mirror</id><mirrorOf>central</mirrorOf><url>%s</url></mirror></mirrors></settings>' \
        "$MAVEN_MIRROR" >/tmp/settings.xml; \
      set -- -s /tmp/settings.xml; \
    fi; \
    MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1" mvn -B -q -T 1C "$@" -Dquick -DskipTests -am -pl ingest-service,store-service,render-service,delivery-service,gateway,command-line,backups package
# Unpacked: libraries change rarely and the application often, so they become separate layers.
RUN for s in ingest-service store-service render-service delivery-service gateway; do \
      java -Djarmode=tools -jar $s/target/$s-*-exec.jar extract --layers --destination /out/$s \
        && mv /out/$s/application/$s-*.jar /out/$s/application/service.jar || exit 1; \
    done \
 && mkdir /out/cli && cp command-line/target/command-line-*.jar /out/cli/dibao.jar && cp -r command-line/target/lib /out/cli/lib && cp backups/target/backups-*.jar /out/cli/backup.jar

FROM ${JRE_IMAGE:-eclipse-temurin:25-jre} AS service
RUN groupadd --gid 10001 dibao && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin dibao
WORKDIR /app
COPY docker/java.options ./
# They listen on the container's network, and only the gateway's port is published. The others only answer clients with
# DIBAO_SERVICE_SECRET, or the secret in the file named by DIBAO_SERVICE_SECRET_FILE.
ENV MANAGEMENT_SERVER_ADDRESS=0.0.0.0
# Each of malloc's arenas keeps what it has freed, and there would be eight for each processor.
ENV MALLOC_ARENA_MAX=2
RUN mkdir /secret && chown dibao:dibao /secret && chmod 700 /secret
# The base image has neither curl nor wget, but bash can open the connection itself; a JVM for each check would cost
# more than the idle service.
HEALTHCHECK --interval=5s --timeout=3s --start-period=180s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$MANAGEMENT_SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=service.aot", "-jar", "service.jar"]

# Each service is started once here, up to the creation of its beans and without contacting Kafka or MongoDB, so that
# the JVM can record what it loads: the container then starts in half the time. If that fails, the image simply has no
# such file.
FROM service AS ingest-service
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_PORT=9081 \
    DIBAO_FILES_DIR=/data
RUN mkdir /data && chown dibao:dibao /data && chmod 700 /data
COPY --from=build /out/ingest-service/dependencies/ ./
COPY --from=build /out/ingest-service/application/ ./
COPY docker/train /tmp/train
RUN /tmp/train
USER dibao
VOLUME ["/data"]

FROM service AS store-service
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_PORT=9082
COPY --from=build /out/store-service/dependencies/ ./
COPY --from=build /out/store-service/application/ ./
COPY docker/train /tmp/train
RUN /tmp/train
USER dibao

FROM service AS render-service
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_PORT=9083 \
    DIBAO_RENDER_SEARCH_DIR=/data/search \
    DIBAO_RENDER_THEME_KEPT_DIR=/data/theme
RUN mkdir /data && chown dibao:dibao /data && chmod 700 /data
COPY --from=build /out/render-service/dependencies/ ./
COPY --from=build /out/render-service/application/ ./
COPY docker/train /tmp/train
RUN /tmp/train
USER dibao
VOLUME ["/data"]

FROM service AS delivery-service
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_PORT=9084 \
    DIBAO_DELIVERY_KEY_FILE=/secret/delivery-key
COPY docker/delivery.options ./
RUN cat delivery.options >>java.options
COPY --from=build /out/delivery-service/dependencies/ ./
COPY --from=build /out/delivery-service/application/ ./
COPY docker/train /tmp/train
RUN /tmp/train
USER dibao

FROM service AS gateway
ENV DIBAO_GATEWAY_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_PORT=9080 \
    DIBAO_GATEWAY_DATA_DIR=/data \
    DIBAO_DATA=/data \
    DIBAO_FILES_DIR=/files \
    DIBAO_URL=http://127.0.0.1:8080
# The volume with the files belongs to the same user whichever container is made first.
RUN mkdir /data /files && chown dibao:dibao /data /files && chmod 700 /data /files
COPY --from=build /out/cli/ /opt/dibao/
COPY docker/dibao /usr/local/bin/dibao
COPY --from=build /out/gateway/dependencies/ ./
COPY --from=build /out/gateway/application/ ./
COPY docker/train /tmp/train
RUN /tmp/train
USER dibao
VOLUME ["/data"]
