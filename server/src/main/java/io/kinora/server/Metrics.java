package io.kinora.server;

import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Failure;
import io.kinora.server.jobs.JobEvents;
import io.kinora.server.jobs.JobStatus;
import io.kinora.server.jobs.JobStore;
import io.kinora.server.jobs.Studios;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metrics for Prometheus, and the log of jobs.
final class Metrics implements JobEvents {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge jobs;
  private final JobStore store;
  private final EventLog log;
  private final Clock clock;

  Metrics(JobStore store, Studios studios, EventLog log, Clock clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    jobs =
        MultiGauge.builder("kinora.jobs").description("Jobs by status and pool").register(registry);
    registry.gauge("kinora.studios.resting", studios, Studios::rests);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /// The metrics in Prometheus' text format.
  String scrape() {
    jobs.register(
        store.counts().entrySet().stream()
            .map(
                entry -> {
                  String[] what = entry.getKey().split(" ", 2);
                  Tags tags = Tags.of("status", what[0].toLowerCase(Locale.ROOT), "pool", what[1]);
                  return MultiGauge.Row.of(tags, entry.getValue());
                })
            .toList(),
        true);
    return registry.scrape();
  }

  /// Counts a response.
  void answered(String path, int status, double millis) {
    registry
        .timer("kinora.http", "route", path, "status", Integer.toString(status))
        .record(Duration.ofNanos((long) (millis * 1e6)));
  }

  @Override
  public void began(Job job) {
    var facts = facts(job);
    facts.put("attempt", job.attempt());
    long waited = clock.millis() - job.times().created();
    facts.put("waitedMillis", waited);
    registry.timer("kinora.job.wait").record(Duration.ofMillis(Math.max(0, waited)));
    log.add("job began", facts);
  }

  @Override
  public void ended(Job job, @Nullable JobStatus status, @Nullable Failure failure) {
    var facts = facts(job);
    facts.put("status", status == null ? "lost to another worker" : status.name());
    Long started = job.times().started();
    long millis = clock.millis() - (started == null ? job.times().created() : started);
    facts.put("millis", millis);
    if (failure != null) {
      facts.put("failure", failure.message());
      facts.put("code", failure.code());
    }
    if (status == JobStatus.SUCCEEDED) {
      double seconds = job.request().format().seconds();
      double factor = millis / 1000.0 / seconds;
      facts.put("realTimeFactor", Math.round(factor * 100) / 100.0);
      registry.summary("kinora.job.real.time.factor", tags(job)).record(factor);
      registry.counter("kinora.credits.spent", tags(job)).increment(job.credits().estimated());
    }
    String label = status == null ? "lost" : status.name().toLowerCase(Locale.ROOT);
    registry
        .timer("kinora.job.time", tags(job).and("status", label))
        .record(Duration.ofMillis(Math.max(0, millis)));
    log.add("job ended", facts);
  }

  @Override
  public void handedBack(Job job) {
    log.add("job handed back", facts(job));
  }

  @Override
  public void broke(Job job, Throwable error) {
    var facts = facts(job);
    facts.put("error", trace(error));
    log.add("job broke", facts);
  }

  static String trace(Throwable error) {
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    String all = text.toString();
    return all.length() > 4000 ? all.substring(0, 4000) : all;
  }

  private static Tags tags(Job job) {
    return Tags.of(
        "operation", job.request().operation().label(), "engine", job.request().engine());
  }

  private static Map<String, Object> facts(Job job) {
    var facts = new HashMap<String, Object>();
    facts.put("job", job.id());
    facts.put("account", job.account());
    facts.put("operation", job.request().operation().label());
    return facts;
  }
}
