package io.kinora.server.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The queue of jobs for workers: the scheduler's table. Its rows are written in the same
/// transaction as the job's own row, so that neither exists without the other.
final class Queue {
  private final Clock clock;

  Queue(Clock clock) {
    this.clock = clock;
  }

  /// The name of the scheduler task for workers of `pool`.
  static String task(String pool) {
    return "render-" + pool;
  }

  void add(Handle handle, String pool, String job, int priority) {
    boolean _ =
        client(handle)
            .scheduleIfNotExists(
                new TaskInstance.Builder<Void>(task(pool), job).priority(priority).build(),
                clock.instant());
  }

  /// Removes a job that no worker has started from the queue.
  void remove(Handle handle, String pool, String job) {
    handle
        .createUpdate(
            "delete from scheduled_tasks where task_name = :task and task_instance = :job"
                + " and picked = :picked")
        .bind("task", task(pool))
        .bind("job", job)
        .bind("picked", false)
        .execute();
  }

  /// Whether a job is in the queue, or a worker has it.
  static boolean has(Handle handle, String pool, String job) {
    return client(handle).getScheduledExecution(TaskInstanceId.of(task(pool), job)).isPresent();
  }

  private static SchedulerClient client(Handle handle) {
    return SchedulerClient.Builder.create(oneConnection(handle.getConnection()), List.of())
        .enablePriority()
        .build();
  }

  /// A data source of one connection, which users of it cannot close.
  private static DataSource oneConnection(Connection connection) {
    Connection open =
        proxy(
            Connection.class,
            (method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return proxy(
        DataSource.class,
        (method, _) -> {
          if (method.getName().equals("getConnection")) {
            return open;
          }
          throw new UnsupportedOperationException(method.getName());
        });
  }

  @FunctionalInterface
  private interface Call {
    @Nullable Object answer(Method method, Object @Nullable [] arguments)
        throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            Queue.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return call.answer(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
