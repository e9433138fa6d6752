# One image for every service and job: the name is the argument (`docker run offline-push presence`, `… topics`). What is for development, the
# vendors' fakes and the demo, is an image of its own: `docker build --target sandbox`.
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
# The pages of the console, too: they lie beside its server, in dist/apps/console/web.
RUN npx nx run-many -t build
# built/dist/programs/presence.js and so on: what `node presence` finds.
RUN for dist in dist dist-sandbox; do \
      mkdir -p "built/${dist}/programs" && cp -r "${dist}" "built/${dist}/dist" && \
      cp tools/build/run-program.cjs "built/${dist}/programs/run.js" && cd "built/${dist}" && \
      for main in dist/apps/*/src/main.js dist/apps/*/server/src/main.js dist/tools/*/src/main.js; do \
        project="${main%/src/main.js}"; project="${project%/server}"; \
        if [ -f "${main}" ]; then echo "require('../${main}');" > "programs/${project##*/}.js"; fi; \
      done && cd ../..; \
    done && mkdir -p volumes/secrets volumes/keys volumes/sandbox volumes/console

# What both images have in common.
FROM ${NODE_IMAGE} AS program
# A release passes what it was built from: --build-arg REVISION=$(git rev-parse HEAD). The version is that of package.json; a spec keeps both the same.
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="offline-push" \
      org.opencontainers.image.description="Self-hosted offline push: every service and job, by its name as the argument." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
# Small generations keep a service below 200 MB (docs/performance.md).
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 OPS_PORT=9080 NODE_OPTIONS="--max-old-space-size=160 --max-semi-space-size=8"
COPY --from=packages /app/node_modules /app/node_modules
# What a program logs, measures and describes itself by: /app/package.json says the version.
COPY package.json /app/package.json
# New volumes mounted here belong to the user below.
COPY --from=build --chown=65532:65532 /app/volumes /volumes
WORKDIR /app/programs
# Nobody; only /tmp need be writable. Node is PID 1 and the services handle its signals.
USER 65532:65532
ENTRYPOINT ["node", "/app/programs/run.js"]

FROM program AS sandbox
LABEL org.opencontainers.image.title="offline-push-sandbox" \
      org.opencontainers.image.description="For development: the fakes of every vendor behind real HTTP, and the demo."
COPY --from=build /app/built/dist-sandbox /app
EXPOSE 8090

# The last stage is what `docker build` makes.
FROM program
COPY --from=build /app/built/dist /app
# The API (of dispatch: receipts of vendors), and operations, which have no key.
EXPOSE 8080 9080
