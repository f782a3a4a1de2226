package io.kinora.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.kinora.server.database.Database;
import io.kinora.server.database.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// The workers of a node: threads that take jobs from the queue, with one scheduler for each pool,
/// and periodic chores that run on one node of the cluster.
public final class Workers implements AutoCloseable {
  private final List<Scheduler> schedulers = new ArrayList<>();
  private final RenderTask render;
  private final Duration grace;

  /// The configuration of the workers.
  ///
  /// @param pools the labels of the pools whose jobs this node runs; if empty, it runs only chores
  /// @param threads the number of concurrent jobs in each pool
  /// @param heartbeat the interval of heartbeats; a worker that misses six is considered dead
  /// @param poll the interval at which the queue is polled
  /// @param grace how long jobs may continue when the node stops
  public record Plan(
      List<String> pools, int threads, Duration heartbeat, Duration poll, Duration grace) {
    public Plan {
      pools = List.copyOf(pools);
    }
  }

  /// Periodic work that runs on one node at a time.
  ///
  /// @param every the delay between two runs
  public record Chore(String name, Duration every, Runnable work) {}

  public Workers(
      Database database, RenderTask render, Plan plan, String worker, List<Chore> chores) {
    this.render = render;
    DataSource source = database.source();
    // set explicitly, because the detection fails if the database is unavailable
    JdbcCustomization kind =
        database.isPostgres()
            ? new PostgreSqlJdbcCustomization(false, false)
            : new SqliteJdbcCustomization();
    this.grace = plan.grace;
    for (String pool : plan.pools) {
      Task<Void> task =
          Tasks.custom(Queue.task(pool), Void.class)
              .onFailure(
                  (done, operations) ->
                      operations.reschedule(
                          done, Instant.now().plus(plan.heartbeat.multipliedBy(2))))
              .onDeadExecutionRevive()
              .execute(
                  (instance, _) ->
                      switch (render.run(instance.getId())) {
                        case REMOVE -> (_, operations) -> operations.remove();
                        case AGAIN ->
                            (done, operations) -> operations.reschedule(done, Instant.now());
                      });
      schedulers.add(
          Scheduler.create(source, task)
              .jdbcCustomization(kind)
              .threads(plan.threads)
              .enablePriority()
              .schedulerName(new SchedulerName.Fixed(worker + "/" + pool))
              .heartbeatInterval(plan.heartbeat)
              .missedHeartbeatsLimit(6)
              .pollingInterval(plan.poll)
              .deleteUnresolvedAfter(Duration.ofDays(36_500))
              .shutdownMaxWait(Duration.ofSeconds(30))
              .build());
    }
    var recurring =
        chores.stream()
            .map(
                chore ->
                    Tasks.recurring(chore.name, FixedDelay.of(chore.every))
                        .execute((_, _) -> chore.work.run()))
            .toList();
    schedulers.add(
        Scheduler.create(source)
            .jdbcCustomization(kind)
            .startTasks(recurring)
            .threads(2)
            .schedulerName(new SchedulerName.Fixed(worker + "/chores"))
            .heartbeatInterval(plan.heartbeat)
            .missedHeartbeatsLimit(6)
            .pollingInterval(plan.poll.multipliedBy(2))
            .deleteUnresolvedAfter(Duration.ofDays(36_500))
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build());
  }

  /// Starts to take jobs as soon as the database is available.
  public void start(Patience patience) {
    for (Scheduler scheduler : schedulers) {
      boolean _ =
          patience.await(
              () -> {
                scheduler.start();
                return true;
              });
    }
  }

  /// Stops the workers. Running jobs may end within the grace period; unfinished ones are returned
  /// to the queue.
  @Override
  public void close() {
    schedulers.forEach(Scheduler::pause);
    long until = System.nanoTime() + grace.toNanos();
    try {
      while (System.nanoTime() < until
          && schedulers.stream().anyMatch(one -> !one.getCurrentlyExecuting().isEmpty())) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    render.stop();
    schedulers.forEach(Scheduler::stop);
  }
}
