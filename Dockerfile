FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN sh deploy/build.sh /srv/sagsgang

# Only for deploy/trial; not part of the product.
FROM node:20-bookworm-slim AS trial-provider
WORKDIR /srv/provider
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY deploy/trial ./deploy/trial
USER node
CMD ["node", "deploy/trial/serve.mjs"]

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /srv/sagsgang
COPY --from=build /srv/sagsgang .
# Letters that leave are the only files that are written.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node itself, so that it hears SIGTERM and ends what it has begun.
CMD ["node", "dist/main.js"]
