# One image for API, worker and migrations; the command says which it is.
# Build: compile with all packages. Run: compiled files and the packages of production, as a user without rights.

FROM node:20.20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# Generating the client runs no engine, but would download one unless a file is named.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node npx prisma generate --schema prisma/schema.prisma \
  && npx tsc -p tsconfig.build.json --outDir dist \
  && npx tsc -p scripts/tsconfig.image.json \
  && npm prune --omit=dev --ignore-scripts

FROM node:20.20-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /app
# Temporal's client checks certificates with those of the system.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/api/main.js"]
