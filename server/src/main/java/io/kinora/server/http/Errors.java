package io.kinora.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.jobs.Admission;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts errors to HTTP responses, in the form of the dialect that was called.
public final class Errors {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DOCS = "https://github.com/kinora-io/kinora/blob/main/docs/server.md";

  private final BiConsumer<Context, Exception> unexpected;

  /// @param unexpected receives unexpected errors
  public Errors(BiConsumer<Context, Exception> unexpected) {
    this.unexpected = unexpected;
  }

  /// Sends the response of a failed call.
  public void answer(Exception error, Context ctx) {
    Problem problem = problem(error, ctx);
    ctx.status(problem.status());
    ctx.header("x-should-retry", Boolean.toString(problem.again()));
    if (problem.again()) {
      ctx.header("Retry-After", "2");
    }
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer");
    }
    String path = ctx.path();
    if (path.startsWith("/v1/videos")) {
      ctx.contentType("application/json").result(openAi(problem).toString());
    } else if (path.startsWith("/v1/kinora") || path.startsWith("/studio/")) {
      ctx.contentType("application/problem+json").result(ofKinora(problem).toString());
    } else {
      ctx.contentType("application/json").result(runway(problem).toString());
    }
  }

  private Problem problem(Exception error, Context ctx) {
    return switch (error) {
      case Problem problem -> problem;
      case Ledger.NotEnough _ ->
          Problem.of(
              400, "insufficient_credits", "You do not have enough credits to run this task.");
      case Admission.DailyLimit limit ->
          Problem.later(429, "daily_limit", String.valueOf(limit.getMessage()));
      case BadRequest bad -> Problem.of(400, bad.helpId(), bad.problem() + " " + bad.remedy());
      case HttpResponseException http ->
          Problem.of(http.getStatus(), "http", String.valueOf(http.getMessage()));
      case KinoraException known -> {
        unexpected.accept(ctx, known);
        yield Problem.later(503, known.helpId(), "The server cannot do this now.");
      }
      case Database.Broken broken -> {
        unexpected.accept(ctx, broken);
        yield Problem.later(503, "server-database", "The server cannot do this now.");
      }
      default -> {
        unexpected.accept(ctx, error);
        yield Problem.later(500, "internal", "An unexpected error has happened.");
      }
    };
  }

  /// The form of Runway's service: with the field's issues, if there are any.
  private static ObjectNode runway(Problem problem) {
    ObjectNode body = JSON.createObjectNode();
    body.put("error", problem.getMessage());
    if (!problem.issues().isEmpty()) {
      addIssues(body, problem.issues());
      body.put("docUrl", DOCS);
    }
    return body;
  }

  private static void addIssues(ObjectNode body, List<Problem.Issue> issues) {
    var list = body.putArray("issues");
    for (Problem.Issue issue : issues) {
      ObjectNode entry = list.addObject().put("code", issue.code());
      entry.set("path", JSON.valueToTree(issue.path()));
      entry.put("message", issue.message());
      if (!issue.help().isEmpty()) {
        entry.put("help", issue.help());
      }
    }
  }

  private static ObjectNode openAi(Problem problem) {
    ObjectNode body = JSON.createObjectNode();
    String type =
        switch (problem.status()) {
          case 401 -> "authentication_error";
          case 403 -> "permission_error";
          case 429 -> "rate_limit_error";
          case 500, 502, 503, 504 -> "server_error";
          default -> "invalid_request_error";
        };
    body.putObject("error")
        .put("message", problem.text())
        .put("type", type)
        .put("param", problem.parameter())
        .put("code", problem.code());
    return body;
  }

  /// The form of RFC 9457, problem details.
  private static ObjectNode ofKinora(Problem problem) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", DOCS + "#" + problem.code().replace('_', '-'));
    body.put("title", problem.getMessage()).put("status", problem.status());
    body.put("detail", problem.text()).put("code", problem.code());
    if (!problem.issues().isEmpty()) {
      addIssues(body, problem.issues());
    }
    return body;
  }
}
