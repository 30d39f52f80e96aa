package org.aectl.infer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.aectl.backend.SingleThreaded;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.model.Autoencoder;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Uses a model on several batches at once, each on one thread. Products of a few hundred rows are too small to be divided
 * among cores, and what lies between them is not divided at all. What comes of a batch does not depend on the number of
 * threads, and it comes in the order of the batches.
 */
public final class ParallelInference implements AutoCloseable {
    /** Batches for each thread that are on their way; more would only take memory. */
    private static final int AHEAD = 3;

    private final int workers;
    private final SingleThreaded computation;
    private final ThreadPoolExecutor threads;
    private final List<Autoencoder> shared = new ArrayList<>();
    private final BlockingQueue<Autoencoder> free;

    /** Takes what was made of a batch. */
    @FunctionalInterface
    public interface Consumer<R> {
        void accept(Batch batch, R result) throws IOException;
    }

    private record Result<R>(Batch batch, R value) {}

    /** On as many threads as the process computes on. Must be closed before the autoencoder is. */
    public ParallelInference(Autoencoder autoencoder) {
        this.workers = SingleThreaded.threads();
        this.free = new ArrayBlockingQueue<>(workers);
        free.add(autoencoder);
        for (int i = 1; i < workers; i++) {
            Autoencoder other = autoencoder.sharing();
            shared.add(other);
            free.add(other);
        }
        this.threads = new ThreadPoolExecutor(
                workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ParallelInference::thread);
        this.computation = new SingleThreaded();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "inference");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Uses the model on every batch of clean examples. The batches are read by the threads that use them, while they are
     * still in the processor's cache.
     *
     * @param use of the model on one of them; called on any thread
     * @param consumer called on this thread, batch after batch
     * @throws IllegalStateException if this thread is interrupted while it waits
     */
    public <R> void forEach(Batches batches, BiFunction<Autoencoder, Batch, R> use, Consumer<R> consumer)
            throws IOException {
        forEach(batches.count(), batches::at, use, consumer);
    }

    /**
     * As above, on batches from anywhere.
     *
     * @param count of them
     * @param read gives the one of a number, from 0; called on any thread
     */
    public <R> void forEach(
            int count, IntFunction<Batch> read, BiFunction<Autoencoder, Batch, R> use, Consumer<R> consumer)
            throws IOException {
        Queue<Future<Result<R>>> pending = new ArrayDeque<>();
        int next = 0;
        while (next < count || !pending.isEmpty()) {
            if (next < count && pending.size() < workers * AHEAD) {
                int number = next;
                pending.add(threads.submit(() -> result(use, read.apply(number))));
                next++;
            } else {
                Result<R> first = result(pending.remove());
                consumer.accept(first.batch(), first.value());
            }
        }
    }

    private <R> Result<R> result(BiFunction<Autoencoder, Batch, R> use, Batch batch) throws InterruptedException {
        Autoencoder autoencoder = free.take();
        try {
            return new Result<>(batch, use.apply(autoencoder, batch));
        } finally {
            free.add(autoencoder);
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", interrupted);
        } catch (ExecutionException failed) {
            ExceptionUtils.throwUnchecked(failed.getCause());
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Ends what is still computed and waits for it: its arrays must not be freed before. */
    @Override
    public void close() {
        // Not interrupted: in the middle of reading, that would close the file for all who read it.
        threads.getQueue().clear();
        threads.shutdown();
        boolean ended = false;
        boolean interrupted = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        computation.close();
        shared.forEach(Autoencoder::close);
    }
}
