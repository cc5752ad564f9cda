# The schema is built into the program: migrations/*.sql and migrations/views/*.sql become one unit of hearth_store.
file(GLOB migrations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/migrations/*.sql
     ${PROJECT_SOURCE_DIR}/migrations/views/*.sql)
set(embedded ${PROJECT_BINARY_DIR}/generated/migrations_embedded.cpp)
add_custom_command(OUTPUT ${embedded}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/migrations -DOUTPUT=${embedded}
          -P ${PROJECT_SOURCE_DIR}/cmake/embed_migrations.cmake -- ${migrations}  # named, so that one taken away counts
  DEPENDS ${migrations} ${PROJECT_SOURCE_DIR}/cmake/embed_migrations.cmake
  COMMENT "Embedding migrations")
target_sources(hearth_store PRIVATE ${embedded})
