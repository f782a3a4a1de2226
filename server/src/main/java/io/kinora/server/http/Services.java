package io.kinora.server.http;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.fetch.AssetFetcher;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.SignedUrls;
import io.kinora.server.files.Uploads;
import io.kinora.server.jobs.Admission;
import io.kinora.server.jobs.JobStore;
import io.kinora.server.keys.AuditLog;
import io.kinora.server.keys.Keys;
import io.kinora.server.webhooks.Outbox;
import io.kinora.server.words.WordStore;
import java.time.Clock;

/// The services that the routes of all dialects use.
public record Services(
    Settings settings,
    Clock clock,
    Database database,
    Keys keys,
    AuditLog audit,
    RateLimits limits,
    Ledger ledger,
    JobStore jobs,
    Admission admission,
    FileStore files,
    SignedUrls urls,
    Uploads uploads,
    AssetFetcher fetcher,
    Outbox outbox,
    WordStore words,
    Bodies bodies) {}
