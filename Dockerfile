# One build stage for all services, so that Maven runs once; then one small stage for each. Used by docker-compose.yml:
# docker compose build. Base images can be named otherwise, as for a registry of your own: --build-arg MAVEN_IMAGE=…
ARG MAVEN_IMAGE
ARG JRE_IMAGE

FROM ${MAVEN_IMAGE:-maven:3.9-eclipse-temurin-25} AS build
WORKDIR /src
# Extra arguments for Maven, as -s with a settings file of your own, or -Dmaven.repo.remote=…
ARG MAVEN_ARGS=""
COPY . .
RUN mvn -B -q $MAVEN_ARGS -DskipTests package -am -pl ingest-service,store-service,render-service,gateway,command-line
# Libraries change rarely and the application often: unpacked, they are layers of their own and start faster.
RUN for s in ingest-service store-service render-service gateway; do \
      java -Djarmode=tools -jar $s/target/$s-*-exec.jar extract --layers --launcher --destination /out/$s || exit 1; \
    done \
 && mkdir -p /out/cli && cp command-line/target/command-line-*.jar /out/cli/dibao.jar && cp -r command-line/target/lib /out/cli/lib

FROM ${JRE_IMAGE:-eclipse-temurin:25-jre} AS service
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin dibao \
 && mkdir /data && chown dibao /data && chmod 700 /data
USER dibao
WORKDIR /app
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0
# A health check needs no program that an image may lack: bash opens the connection itself.
HEALTHCHECK --interval=5s --timeout=3s --start-period=180s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$MANAGEMENT_SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
  "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "org.springframework.boot.loader.launch.JarLauncher"]

FROM service AS ingest-service
ENV MANAGEMENT_SERVER_PORT=9081
COPY --from=build /out/ingest-service/dependencies/ /out/ingest-service/spring-boot-loader/ /out/ingest-service/snapshot-dependencies/ ./
COPY --from=build /out/ingest-service/application/ ./

FROM service AS store-service
ENV MANAGEMENT_SERVER_PORT=9082
COPY --from=build /out/store-service/dependencies/ /out/store-service/spring-boot-loader/ /out/store-service/snapshot-dependencies/ ./
COPY --from=build /out/store-service/application/ ./

FROM service AS render-service
ENV MANAGEMENT_SERVER_PORT=9083
COPY --from=build /out/render-service/dependencies/ /out/render-service/spring-boot-loader/ /out/render-service/snapshot-dependencies/ ./
COPY --from=build /out/render-service/application/ ./

FROM service AS gateway
ENV MANAGEMENT_SERVER_PORT=9080 \
    DIBAO_GATEWAY_DATA_DIR=/data \
    DIBAO_DATA=/data \
    DIBAO_URL=http://127.0.0.1:8080
COPY --from=build /out/cli/ /opt/dibao/
COPY --chmod=755 docker/dibao /usr/local/bin/dibao
COPY --from=build /out/gateway/dependencies/ /out/gateway/spring-boot-loader/ /out/gateway/snapshot-dependencies/ ./
COPY --from=build /out/gateway/application/ ./
VOLUME ["/data"]
