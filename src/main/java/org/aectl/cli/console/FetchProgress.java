package org.aectl.cli.console;

import java.util.List;
import org.aectl.base.Counts;
import org.aectl.data.fetch.Fetcher;
import org.aectl.data.fetch.NamedSet;

/** Shows how far a download has come: a line for each file, and on a terminal what of it is here. */
public record FetchProgress(Messages messages) implements Fetcher.Progress {
    @Override
    public void failed(String message) {
        messages.warn(message);
    }

    @Override
    public void waiting(NamedSet set) {
        messages.info("waiting for another process, which is fetching " + set.name());
    }

    @Override
    public void received(NamedSet.RemoteFile file, long bytes) {
        if (bytes == file.bytes()) {
            messages.info(file.name() + ": " + Counts.of(bytes, "byte"));
        } else {
            messages.paint(new StatusLine(file.name(), (double) bytes / file.bytes(), List.of()));
        }
    }
}
