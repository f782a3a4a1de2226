# An image of the distribution (docs/releasing.md): mvn -Pdistribution package -Dmaven.test.skip=true, then
#   docker build --build-arg VERSION=0.1.0-SNAPSHOT -t kinora .
FROM eclipse-temurin:25-jre
ARG VERSION=0.1.0-SNAPSHOT
ADD distribution/target/kinora-${VERSION}.zip /tmp/kinora.zip
RUN apt-get update && apt-get install -y --no-install-recommends unzip && rm -rf /var/lib/apt/lists/* \
  && unzip -q /tmp/kinora.zip -d /opt && mv /opt/kinora-* /opt/kinora && rm /tmp/kinora.zip \
  && useradd --create-home kinora
USER kinora
EXPOSE 8080
ENTRYPOINT ["/opt/kinora/kinora"]
CMD ["serve", "--host", "0.0.0.0"]
