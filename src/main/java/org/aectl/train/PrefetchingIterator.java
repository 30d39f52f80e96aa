package org.aectl.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Takes the next items from another iterator on a thread of its own, so that they are ready when they are asked for. The
 * items and their order are those of the other iterator; an exception of it arrives where its item would have.
 */
final class PrefetchingIterator<T> implements AheadIterator<T> {
    private final BlockingQueue<Item<T>> ready;
    private final Thread thread;
    private @Nullable Item<T> head;
    private volatile boolean isClosed;

    /**
     * Starts the thread.
     *
     * @param source is used by no one else from now on
     * @param ahead how many items wait ready at most
     */
    PrefetchingIterator(Iterator<T> source, int ahead) {
        this.ready = new ArrayBlockingQueue<>(ahead);
        this.thread = new Thread(() -> fill(source), "prefetch");
        thread.setDaemon(true);
        thread.start();
    }

    /** An item, an exception, or (with neither) the end. */
    private record Item<T>(@Nullable T value, @Nullable Throwable error) {}

    private void fill(Iterator<T> source) {
        try {
            Item<T> last = new Item<>(null, null);
            try {
                while (!isClosed && source.hasNext()) {
                    ready.put(new Item<>(source.next(), null));
                }
            } catch (RuntimeException | Error error) {
                last = new Item<>(null, error);
            }
            if (!isClosed) {
                ready.put(last);
            }
        } catch (InterruptedException ended) {
            // Only by the program's end: close() does not interrupt.
            Thread.currentThread().interrupt();
        }
    }

    private Item<T> head() {
        Item<T> item = head;
        if (item == null) {
            try {
                item = ready.take();
            } catch (InterruptedException exception) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for data", exception);
            }
            head = item;
        }
        return item;
    }

    /**
     * Waits until the next item, or the end, is known.
     *
     * @throws IllegalStateException if this thread is interrupted while it waits
     */
    @Override
    public boolean hasNext() {
        Item<T> item = head();
        return item.value != null || item.error != null;
    }

    @Override
    public T next() {
        Item<T> item = head();
        ExceptionUtils.throwUnchecked(item.error);
        T value = item.value;
        if (value == null) {
            throw new NoSuchElementException();
        }
        head = null;
        return value;
    }

    /**
     * Ends the thread, once it has the item that it is about; items that were not asked for are lost. It is not interrupted:
     * in the middle of reading, that would close the file for all who read it.
     */
    @Override
    public void close() {
        isClosed = true;
        // Makes room for an item that the thread may be holding.
        ready.clear();
        head = new Item<>(null, null);
    }

    /** Waits for the thread's end; whether it came in time. */
    boolean join(long milliseconds) throws InterruptedException {
        thread.join(milliseconds);
        return !thread.isAlive();
    }
}
