package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.EndpointStats;
import io.peristyle.options.EndpointLoad;
import io.peristyle.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint with what there is of it: resources, openings under way, who waits for them, its health and its figures.
 * Guarded by the gate of the pool, but for what {@link EndpointLoad} shows.
 */
final class Place<R> implements EndpointLoad {
    private static final int LONGEST_ERROR = 300;

    final Reopening reopening;
    final Breaker breaker;
    final Ageing ageing;
    final Counts counts;
    final IdleList<R> idle = new IdleList<>();
    final DurationRecorder uses = new DurationRecorder();

    /** Openings under way, from the oldest. */
    final LinkedHashSet<Opening<R>> openings = new LinkedHashSet<>();

    /** Who waits for a resource that is opened here, or for one that comes from elsewhere. */
    final WaiterList<R> wishers = new WaiterList<>(WaiterList.Kind.WISHERS);

    /** Who waits for a resource of this place and no other. */
    final LinkedHashSet<Waiter<R>> choosy = new LinkedHashSet<>();

    /** To be told when nothing is left. */
    final List<CompletableFuture<Void>> emptied = new ArrayList<>();

    private final Endpoint endpoint;
    private final Clock clock;
    private final Budget budget;
    private final Set<Slot<R>> slots = new HashSet<>();

    private volatile int weight;
    private boolean removed;
    private boolean draining;
    private boolean serving;
    private boolean probeDue;
    private int warm;
    private int beingClosed;
    private int inBackground;
    private long acquired;
    private long opened;
    private long failures;
    private @Nullable Throwable lastFailure;
    private long refusedBefore;

    Place(Endpoint endpoint, int weight, PlaceParts parts) {
        this.endpoint = endpoint;
        this.weight = weight;
        this.clock = parts.clock();
        this.budget = parts.budget();
        this.counts = new Counts(budget.whole());
        this.reopening = new Reopening(parts.times().reopenDelay(), parts.random());
        this.breaker = new Breaker(parts.breaker(), parts.random());
        this.ageing = new Ageing(parts.times(), parts.random());
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public double weight() {
        return breaker.isRecovering() ? weight * breaker.share(clock.nanoTime()) : weight;
    }

    @Override
    public int inUse() {
        return counts.leased();
    }

    @Override
    public int idle() {
        return counts.idle();
    }

    @Override
    public int size() {
        return counts.size();
    }

    @Override
    public boolean hasRoom() {
        return counts.idle() > 0 || (budget.hasRoom() && hasRoomOfItsOwn());
    }

    /** Whether the limit of a single place permits one more. */
    boolean hasRoomOfItsOwn() {
        return counts.size() < budget.perPlace();
    }

    int configuredWeight() {
        return weight;
    }

    /** Given, perhaps again, with this weight. */
    void weight(int changed) {
        weight = changed;
        removed = false;
    }

    void remove() {
        removed = true;
    }

    boolean isRemoved() {
        return removed;
    }

    void drain(boolean drains) {
        draining = drains;
    }

    boolean isDraining() {
        return draining;
    }

    /** Whether it has not been withdrawn by somebody. */
    boolean isInService() {
        return !removed && !draining;
    }

    /** Whether it is given work; see {@link Places#refresh}. */
    boolean isServing() {
        return serving;
    }

    void serving(boolean serves) {
        serving = serves;
    }

    boolean isProbeDue() {
        return probeDue;
    }

    void probeDue(boolean due) {
        probeDue = due;
    }

    /** How many idle resources are kept ready. */
    int warm() {
        return warm;
    }

    void warm(int connections) {
        warm = connections;
    }

    /** Whether no more has to be opened to keep it warm. */
    boolean isWarm() {
        return counts.idle() + counts.onTheirWay() - wishers.size() >= warm;
    }

    /** Whether fewer resources are on their way than callers wish for one from here. */
    boolean lacks() {
        return wishers.size() > onTheirWay();
    }

    /** Resources that callers can expect soon; one that is validated in the background may be long in coming. */
    int onTheirWay() {
        return counts.onTheirWay() - inBackground;
    }

    /** Idle resources that are being looked at for callers. */
    int examining() {
        return counts.held() - inBackground;
    }

    /** Whether one more may be opened as far as this place is concerned. */
    boolean mayOpen(long nowNanos, boolean awaited) {
        return isInService()
                && openings.size() < budget.limits().maximumOpening()
                && hasRoomOfItsOwn()
                && reopening.permits(nowNanos, awaited);
    }

    /** Whether somebody who wishes for a resource from here can expect one soon. */
    boolean isPromising(long nowNanos, long patienceNanos) {
        if (counts.idle() > 0) {
            return true;
        }
        boolean stalled = !openings.isEmpty() && nowNanos - openings.iterator().next().startedNanos >= patienceNanos;
        boolean roomy = hasRoomOfItsOwn() || onTheirWay() > wishers.size();
        return !stalled && roomy && (reopening.failures() == 0 || reopening.permits(nowNanos, true));
    }

    void hold(Slot<R> slot) {
        move(slot, SlotState.HELD);
        slots.add(slot);
    }

    /** Takes an idle resource for a validation that nobody waits for. */
    void holdInBackground(Slot<R> slot) {
        hold(slot);
        slot.inBackground = true;
        inBackground++;
    }

    void lend(Slot<R> slot, Lease<R> lease, long nowNanos) {
        move(slot, SlotState.LEASED);
        slot.lease = lease;
        slot.lentNanos = nowNanos;
        acquired++;
    }

    /** A lease was given to nobody after all. */
    void recall() {
        acquired--;
    }

    void rest(Slot<R> slot) {
        move(slot, SlotState.IDLE);
        idle.add(slot);
    }

    void drop(Slot<R> slot) {
        move(slot, SlotState.GONE);
        slots.remove(slot);
    }

    /** All resources, whatever their state. */
    List<Slot<R>> slots() {
        return List.copyOf(slots);
    }

    void closingBegan() {
        beingClosed++;
    }

    void closingEnded() {
        beingClosed--;
    }

    /** Whether nothing is left of it, not even something that is being closed. */
    boolean isEmpty() {
        return counts.size() + beingClosed == 0;
    }

    void opened() {
        opened++;
    }

    void failed(Throwable failure) {
        failures++;
        lastFailure = failure;
    }

    /** An opening failed that callers with tickets before {@code ticket} may have waited for. */
    void refused(long ticket) {
        refusedBefore = Math.max(refusedBefore, ticket);
    }

    /** Callers with smaller tickets have seen an opening fail here. */
    long refusedBefore() {
        return refusedBefore;
    }

    EndpointStats stats() {
        return new EndpointStats(
                endpoint,
                weight,
                breaker.state(),
                draining,
                counts.size(),
                counts.idle(),
                counts.leased(),
                counts.onTheirWay(),
                acquired,
                opened,
                failures,
                lastFailure == null ? null : textOf(lastFailure),
                uses.snapshot());
    }

    /** The text of a failure; that of foreign ones without their message, which may hold anything. */
    static String textOf(Throwable failure) {
        String message = failure.getMessage();
        String text = failure instanceof ClickHouseException && message != null
                ? message
                : failure.getClass().getName();
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }

    private void move(Slot<R> slot, SlotState state) {
        if (slot.state == SlotState.IDLE) {
            idle.remove(slot);
        }
        if (slot.inBackground) {
            slot.inBackground = false;
            inBackground--;
        }
        counts.add(slot.state, -1);
        slot.state = state;
        slot.lease = null;
        counts.add(state, 1);
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
