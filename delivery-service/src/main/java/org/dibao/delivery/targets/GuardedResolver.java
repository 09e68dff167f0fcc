package org.dibao.delivery.targets;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Resolves names for connections to targets, and refuses ({@link TargetRefused}) what must not be connected to. The
 * connection is opened to the very address that was looked at, so that a name that resolves differently the next time
 * gains nothing. If a name has several addresses, all of them must be allowed. Addresses that need no look-up are
 * looked at as well: this resolver claims never to have resolved anything yet.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {
    private final AddressResolverGroup<InetSocketAddress> names;
    private final TargetRules rules;

    /** @param names looks names up; closed with this */
    GuardedResolver(AddressResolverGroup<InetSocketAddress> names, TargetRules rules) {
        this.names = names;
        this.rules = rules;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Guarded(names.getResolver(executor), executor);
    }

    @Override
    public void close() {
        names.close();
        super.close();
    }

    private final class Guarded implements AddressResolver<InetSocketAddress> {
        private final AddressResolver<InetSocketAddress> names;
        private final EventExecutor executor;

        Guarded(AddressResolver<InetSocketAddress> names, EventExecutor executor) {
            this.names = names;
            this.executor = executor;
        }

        @Override
        public boolean isSupported(SocketAddress address) {
            return true; // what is not supported would be connected to without being resolved
        }

        @Override
        public boolean isResolved(SocketAddress address) {
            return false;
        }

        @Override
        public Future<InetSocketAddress> resolve(SocketAddress address) {
            return resolve(address, executor.newPromise());
        }

        @Override
        public Future<InetSocketAddress> resolve(SocketAddress address, Promise<InetSocketAddress> promise) {
            resolveAll(address).addListener((FutureListener<List<InetSocketAddress>>) all -> {
                if (all.isSuccess()) {
                    promise.trySuccess(all.getNow().getFirst());
                } else {
                    promise.tryFailure(all.cause());
                }
            });
            return promise;
        }

        @Override
        public Future<List<InetSocketAddress>> resolveAll(SocketAddress address) {
            return resolveAll(address, executor.newPromise());
        }

        @Override
        public Future<List<InetSocketAddress>> resolveAll(
                SocketAddress address, Promise<List<InetSocketAddress>> promise) {
            if (!(address instanceof InetSocketAddress internet)) {
                return promise.setFailure(new TargetRefused(address + " is not an internet address"));
            }
            if (!internet.isUnresolved()) {
                return look(internet, List.of(internet), promise);
            }
            names.resolveAll(internet).addListener((FutureListener<List<InetSocketAddress>>) all -> {
                if (all.isSuccess()) {
                    look(internet, all.getNow(), promise);
                } else {
                    promise.tryFailure(all.cause());
                }
            });
            return promise;
        }

        private Promise<List<InetSocketAddress>> look(
                InetSocketAddress asked, List<InetSocketAddress> all, Promise<List<InetSocketAddress>> promise) {
            Optional<String> fault = all.stream()
                    .flatMap(it -> rules.fault(it.getAddress()).stream())
                    .findFirst();
            if (fault.isPresent()) {
                promise.tryFailure(new TargetRefused(asked.getHostString() + " must not be called: " + fault.get()));
            } else {
                promise.trySuccess(all);
            }
            return promise;
        }

        @Override
        public void close() {
            names.close();
        }
    }
}
