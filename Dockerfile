# One image for every service and job: the name is the argument (`docker run offline-push presence`, `… topics`).
# A release passes the image by digest: --build-arg NODE_IMAGE=node@sha256:…
ARG NODE_IMAGE=node:20.19-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY nx.json tsconfig.base.json ./
COPY tools tools
COPY libs libs
COPY apps apps
RUN npx nx run-many -t build
# programs/presence.js and so on: what `node presence` finds.
RUN mkdir programs && for main in dist/apps/*/src/main.js dist/tools/*/src/main.js; do \
      project="${main%/src/main.js}"; echo "require('../${main}');" > "programs/${project##*/}.js"; \
    done

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="offline-push" \
      org.opencontainers.image.licenses="Apache-2.0"
# Small generations keep a service below 200 MB (docs/performance.md).
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 OPS_PORT=9080 NODE_OPTIONS="--max-old-space-size=160 --max-semi-space-size=8"
COPY --from=packages /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/programs /app/programs
WORKDIR /app/programs
# Nobody; only /tmp need be writable. Node is PID 1 and the services handle its signals.
USER 65532:65532
# The API (of dispatch: receipts of vendors), and operations, which have no key.
EXPOSE 8080 9080
ENTRYPOINT ["node"]
