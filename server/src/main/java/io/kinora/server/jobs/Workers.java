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

/// The threads of a node that take jobs from the queue, a scheduler for each pool, and the work
/// that some node of all has to do now and then.
public final class Workers implements AutoCloseable {
  private final List<Scheduler> schedulers = new ArrayList<>();
  private final RenderTask render;
  private final Duration grace;

  /// How they work.
  ///
  /// @param pools the labels whose jobs this node does; none does only the work between jobs
  /// @param threads jobs at once in each pool
  /// @param heartbeat how often a worker says that it lives; six missed ones mean its death
  /// @param poll how often the queue is looked at
  /// @param grace how long jobs may go on when the node stops
  public record Plan(
      List<String> pools, int threads, Duration heartbeat, Duration poll, Duration grace) {
    public Plan {
      pools = List.copyOf(pools);
    }
  }

  /// Work that one node at a time does, again and again.
  ///
  /// @param every how long after one time the next one comes
  public record Chore(String name, Duration every, Runnable work) {}

  public Workers(
      Database database, RenderTask render, Plan plan, String worker, List<Chore> chores) {
    this.render = render;
    DataSource source = database.source();
    // named, since to find out fails where the database is away just now
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

  /// Begins to take jobs, when the database is there.
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

  /// Jobs that run may end within the time of grace; those that have not are given back.
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
